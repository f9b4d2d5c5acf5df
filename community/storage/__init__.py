"""Where the content of images and files is kept, and what becomes of it before: decoded, named, checked."""
