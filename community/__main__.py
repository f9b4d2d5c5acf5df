"""Entry of `python -m community`: hands the app to the commands that need one."""

# A process that a command starts beside itself reads this file too, under another name, and needs none of it.
if __name__ == "__main__":
    from community.app import create_app
    from community.cli.main import main

    main(prog_name="python -m community", obj=create_app)
