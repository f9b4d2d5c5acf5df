"""What follows a fact, later and repeatable: the index, notifications, mail, and the worker for them."""
