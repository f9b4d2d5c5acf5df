"""The words of mails about an account; `gettext` translates them into the reader's language."""

from collections.abc import Callable

from community.mail.letters import Letter, unlinked

Gettext = Callable[[str], str]


def confirm_email(gettext: Gettext, *, name: str, site: str, url: str, language: str) -> Letter:
    """Ask whoever registered to confirm the address."""
    return Letter(
        subject=gettext("Confirm your mail address for %(site)s") % {"site": unlinked(site)},
        paragraphs=(
            _greeting(gettext, name),
            gettext("please confirm that this is your mail address. The link works for 24 hours, once."),
        ),
        button=(gettext("Confirm address"), url),
        foot=(gettext("You did not register? Then do nothing; nobody can write in your name."),),
        language=language,
    )


def already_registered(gettext: Gettext, *, name: str, site: str, url: str, language: str) -> Letter:
    """Tell the owner of an account that somebody wanted to register with the same address; `url` resets."""
    return Letter(
        subject=gettext("You have an account at %(site)s already") % {"site": unlinked(site)},
        paragraphs=(
            _greeting(gettext, name),
            gettext(
                "somebody, probably you, wanted to register with this address. It has an account already."
            ),
            gettext("If you forgot the password, you can set a new one."),
        ),
        button=(gettext("Set a new password"), url),
        foot=(gettext("That was not you? Then do nothing; nothing has changed."),),
        language=language,
    )


def reset_password(gettext: Gettext, *, name: str, site: str, url: str, language: str) -> Letter:
    """Bring the link that sets a new password."""
    return Letter(
        subject=gettext("Set a new password for %(site)s") % {"site": unlinked(site)},
        paragraphs=(
            _greeting(gettext, name),
            gettext("here you can set a new password. The link works for one hour, once."),
        ),
        button=(gettext("Set a new password"), url),
        foot=(gettext("You did not ask for this? Then do nothing; your password stays as it is."),),
        language=language,
    )


def sign_in(gettext: Gettext, *, name: str, site: str, url: str, language: str) -> Letter:
    """Bring the link that signs in without the password."""
    return Letter(
        subject=gettext("Your link to sign in to %(site)s") % {"site": unlinked(site)},
        paragraphs=(
            _greeting(gettext, name),
            gettext("here you can sign in without your password. The link works for 15 minutes, once."),
        ),
        button=(gettext("Sign in"), url),
        foot=(gettext("You did not ask for this? Then do nothing; nobody gets in without the link."),),
        language=language,
    )


def password_changed(gettext: Gettext, *, name: str, site: str, url: str, language: str) -> Letter:
    """Tell the owner that the password was changed; `url` is where they can ask for another one."""
    return Letter(
        subject=gettext("Your password for %(site)s was changed") % {"site": unlinked(site)},
        paragraphs=(
            _greeting(gettext, name),
            gettext("your password was changed, and every device was signed out."),
            gettext("That was not you? Set a new password at once, so that whoever it was is shut out."),
        ),
        button=(gettext("Set a new password"), url),
        language=language,
    )


def change_email(gettext: Gettext, *, name: str, site: str, url: str, language: str) -> Letter:
    """Ask the owner, at the old address and at the new one, to confirm the change."""
    return Letter(
        subject=gettext("Confirm your new mail address for %(site)s") % {"site": unlinked(site)},
        paragraphs=(
            _greeting(gettext, name),
            gettext("you asked to have your mails sent to another address."),
            gettext(
                "We wrote to the old and the new address. The change holds once both have confirmed it; each link"
                " works for 24 hours, once."
            ),
        ),
        button=(gettext("Confirm change"), url),
        foot=(gettext("You did not ask for this? Then do nothing, and set a new password."),),
        language=language,
    )


def email_changed(gettext: Gettext, *, name: str, site: str, url: str, language: str) -> Letter:
    """Tell the owner, at both addresses, that mails go to the new one; `url` is where passwords are reset."""
    return Letter(
        subject=gettext("Your mail address for %(site)s was changed") % {"site": unlinked(site)},
        paragraphs=(
            _greeting(gettext, name),
            gettext("our mails go to your new address from now on. You sign in with it."),
        ),
        button=(gettext("Set a new password"), url),
        foot=(gettext("That was not you? Then write to those who run %(site)s.") % {"site": unlinked(site)},),
        language=language,
    )


def _greeting(gettext: Gettext, name: str) -> str:
    return gettext("Hello %(name)s,") % {"name": unlinked(name)}
