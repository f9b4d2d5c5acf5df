"""What a refused act is told: a status and a sentence for every code of the commands and policies."""

from flask_babel import gettext, lazy_gettext

_UNKNOWN = (403, lazy_gettext("You can't do that here."))

SENTENCES = {
    "sign_in": (401, lazy_gettext("Sign in to do that.")),
    "not_allowed": (403, lazy_gettext("Your account is not allowed to do that.")),
    "token_scope": (403, lazy_gettext("This token is not allowed to do that.")),
    "confirm_email": (403, lazy_gettext("Please confirm your mail address first: we sent you a link.")),
    "kind_not_allowed": (422, lazy_gettext("That kind of thread does not exist in this area.")),
    "staff_drafts": (
        403,
        lazy_gettext("Texts of the team are written on the service desk and read by a colleague first."),
    ),
    "thread_closed": (409, lazy_gettext("This thread is closed. Better ask a new question.")),
    "thread_hidden": (409, lazy_gettext("This thread is hidden at the moment.")),
    "hidden": (409, lazy_gettext("This post is hidden.")),
    "not_yours": (403, lazy_gettext("Only the person it belongs to can do that.")),
    "own_post": (403, lazy_gettext("Somebody else decides about your own posts.")),
    "own_answer": (403, lazy_gettext("Somebody else marks your own answer as the solution.")),
    "own_version": (403, lazy_gettext("Somebody else reads what you wrote.")),
    "already_read": (409, lazy_gettext("You have read this version already.")),
    "already_answered": (409, lazy_gettext("Somebody has answered already, so the question stays.")),
    "already_solved": (
        409,
        lazy_gettext("Another answer is marked as the solution. Remove that mark first."),
    ),
    "already_hidden": (409, lazy_gettext("This post is hidden already.")),
    "already_closed": (409, lazy_gettext("This thread is closed already.")),
    "not_hidden": (409, lazy_gettext("This post is not hidden.")),
    "not_withdrawn": (409, lazy_gettext("Only what you have withdrawn yourself can be published again.")),
    "no_announcement": (409, lazy_gettext("Only an announcement tells of a known issue.")),
    "already_known": (409, lazy_gettext("This is shown as a known issue already.")),
    "not_known": (409, lazy_gettext("This is not shown as a known issue.")),
    "not_closed": (409, lazy_gettext("This thread is not closed.")),
    "not_marked": (409, lazy_gettext("This answer is not marked as the solution.")),
    "not_answered": (409, lazy_gettext("Nobody has answered yet.")),
    "not_a_reply": (422, lazy_gettext("Only an answer to a question can be the solution.")),
    "newer_words": (
        409,
        lazy_gettext("The customer has written since this version. Please read that first."),
    ),
    "changed_words": (
        409,
        lazy_gettext("The customer has changed their words since this version. Please read that first."),
    ),
    "not_open": (409, lazy_gettext("This was settled in the meantime.")),
    "changed": (
        409,
        lazy_gettext("Somebody changed this in the meantime. Please look at the newest version first."),
    ),
    "edit_waiting": (409, lazy_gettext("A change of this post is waiting already.")),
    "words_past_readers": (
        422,
        lazy_gettext(
            "Only a board or a kind can do without readers: authors choose words and tags themselves."
        ),
    ),
    "unread_unconfirmed": (422, lazy_gettext("Type the sentence as it stands there.")),
    "rule_taken": (409, lazy_gettext("There is a rule of this name already.")),
    "not_locked": (409, lazy_gettext("The choice of the solution is not locked.")),
    "several_stand": (
        409,
        lazy_gettext("Some threads here have several solutions; as long as they do, the board allows it."),
    ),
    "solution_locked": (409, lazy_gettext("A moderator has settled which answer is the solution.")),
    "too_late": (409, lazy_gettext("The minute to undo it is over. You can withdraw the question instead.")),
    "title_no_words": (422, lazy_gettext("Please use words in the title.")),
    "title_missing": (422, lazy_gettext("Write in one sentence what it is about.")),
    "title_too_short": (422, lazy_gettext("Please use at least five characters.")),
    "title_too_long": (422, lazy_gettext("Please shorten the title to 150 characters.")),
    "body_missing": (422, lazy_gettext("Please write a few words.")),
    "body_long": (422, lazy_gettext("Please shorten your text to 32,000 characters.")),
    "upload_gone": (422, lazy_gettext("This image or file is not here any more. Please add it again.")),
    "upload_large": (422, lazy_gettext("This file is too large.")),
    "upload_empty": (422, lazy_gettext("This file is empty.")),
    "upload_kind": (
        422,
        lazy_gettext("Please send PNG, JPEG, WebP or GIF images, or PDF, ZIP, TXT or LOG files."),
    ),
    "upload_broken": (422, lazy_gettext("This file could not be read. Perhaps it is damaged.")),
    "upload_pixels": (422, lazy_gettext("This image has more than 25 megapixels. Please make it smaller.")),
    "uploads_many": (429, lazy_gettext("That is all you can upload today. Tomorrow there is room again.")),
    "uploads_per_post": (422, lazy_gettext("Please add at most ten images and files to a post.")),
    "reason_missing": (422, lazy_gettext("Please give a reason.")),
    "glass_is_whole": (403, lazy_gettext("Here nothing of the team appears without a second reader.")),
    "clause_unknown": (422, lazy_gettext("Choose one of the reasons of the list.")),
    "see_unknown": (422, lazy_gettext("Name a thread that everyone can read.")),
    "note_missing": (422, lazy_gettext("Please write what you noticed.")),
    "comment_missing": (422, lazy_gettext("Returning needs a sentence for the author.")),
    "name_missing": (422, lazy_gettext("Please enter a name.")),
    "bad_place": (422, lazy_gettext("No form of ours is called so.")),
    "bad_value": (422, lazy_gettext("This value can't be used.")),
    "unknown_setting": (422, lazy_gettext("There is no such setting.")),
    "about_long": (422, lazy_gettext("Please shorten what you say about yourself to 500 characters.")),
    "about_of_staff": (403, lazy_gettext("Profiles of the team say nothing personal.")),
    "already_founded": (409, lazy_gettext("This community is founded already.")),
    "bad_email": (422, lazy_gettext("This is not a mail address we could write to.")),
    "board_missing": (422, lazy_gettext("Choose an area.")),
    "board_taken": (409, lazy_gettext("There is a board of this name already.")),
    "boards_many": (422, lazy_gettext("Begin with fewer boards; more can follow.")),
    "fields_of_questions": (422, lazy_gettext("Only questions tell what a board asks for.")),
    "field_unknown": (422, lazy_gettext("This board does not ask for that.")),
    "field_missing": (422, lazy_gettext("Please fill this in, it helps to answer you.")),
    "field_long": (422, lazy_gettext("Please use at most 120 characters.")),
    "field_number": (422, lazy_gettext("Please enter a number.")),
    "field_choice": (422, lazy_gettext("Choose one from the list.")),
    "field_taken": (409, lazy_gettext("This board asks for that already.")),
    "fields_many": (409, lazy_gettext("A board asks for eight things at most.")),
    "label_bad": (422, lazy_gettext("Please use 1 to 60 characters.")),
    "options_bad": (
        422,
        lazy_gettext("Please name 2 to 40 choices, one per line, each up to 60 characters."),
    ),
    "has_password": (
        409,
        lazy_gettext("This account has a password; its owner asks for a new one themselves."),
    ),
    "email_same": (422, lazy_gettext("Your mails go to this address already.")),
    "region_bad": (422, lazy_gettext("Name a place or a region in at most 60 characters.")),
    "email_taken": (409, lazy_gettext("There is an account with this mail address already.")),
    "import_running": (409, lazy_gettext("This import is running already.")),
    "last_administrator": (409, lazy_gettext("The last administrator stays administrator.")),
    "link_invalid": (410, lazy_gettext("This link does not work any more.")),
    "member_suspended": (409, lazy_gettext("This account is suspended.")),
    "name_address": (422, lazy_gettext("A name is no address: leave out links and mail addresses.")),
    "name_characters": (
        422,
        lazy_gettext("Please use letters, digits, spaces, apostrophes and . - _ in the name."),
    ),
    "name_invisible": (422, lazy_gettext("The name holds characters that can't be seen.")),
    "name_mixed_scripts": (422, lazy_gettext("Please use letters of one script in the name.")),
    "name_punctuation": (
        422,
        lazy_gettext("A name begins with a letter or a digit and ends with one; a letter may carry a dot."),
    ),
    "name_reserved": (422, lazy_gettext("This name is kept for the team.")),
    "name_taken": (409, lazy_gettext("This name, or one that looks like it, is taken.")),
    "name_too_long": (422, lazy_gettext("Please use at most 30 characters for the name.")),
    "name_too_short": (422, lazy_gettext("Please use at least two characters for the name.")),
    "no_dump": (422, lazy_gettext("There is nothing to import in this folder.")),
    "password_common": (422, lazy_gettext("This password is known to everybody. Please choose another.")),
    "password_long": (422, lazy_gettext("Please use at most 200 characters for the password.")),
    "password_personal": (422, lazy_gettext("Please leave your name and mail address out of the password.")),
    "password_short": (422, lazy_gettext("Please use at least ten characters for the password.")),
    "password_wrong": (422, lazy_gettext("This is not your password.")),
    "post_id_missing": (422, lazy_gettext("Name the post.")),
    "reader_is_staff": (422, lazy_gettext("Only the team reads drafts.")),
    "reason_long": (422, lazy_gettext("Please shorten the reason to 300 characters.")),
    "scope_needs_staff": (422, lazy_gettext("Only the team can have a token of this scope.")),
    "sign_in_failed": (422, lazy_gettext("Mail address and password do not fit together.")),
    "site_name_bad": (422, lazy_gettext("Please use 1 to 40 characters for the name of the community.")),
    "tag_taken": (409, lazy_gettext("There is a tag of this name already.")),
    "team_taken": (409, lazy_gettext("There is a team or a site of this name already.")),
    "unread_inside": (
        409,
        lazy_gettext(
            "This board holds texts of the team that nobody has read; they would be seen by more people."
        ),
    ),
    "team_name_bad": (422, lazy_gettext("This name can't be used for a team.")),
    "own_helpful": (403, lazy_gettext("Others say whether your own post helps.")),
    "own_question": (403, lazy_gettext("This is your own question.")),
    "not_an_answer": (422, lazy_gettext("Only answers can be helpful.")),
    "not_a_question": (422, lazy_gettext("This is no question.")),
    "ignore_self": (422, lazy_gettext("You can't ignore yourself.")),
    "ignore_team": (403, lazy_gettext("The team can't be ignored: it answers for the company.")),
    "bad_language": (422, lazy_gettext("Choose one of the languages.")),
    "bad_timezone": (422, lazy_gettext("Choose a time zone from the list.")),
    "bad_theme": (422, lazy_gettext("Choose one of the displays.")),
}


def sentence(code: str) -> str:
    """Return the sentence of a code in the language of the request."""
    return str(SENTENCES.get(code, _UNKNOWN)[1])


def status(code: str) -> int:
    """Return the HTTP status of a code."""
    return int(SENTENCES.get(code, _UNKNOWN)[0])


def conflict() -> str:
    """Return the sentence for a change that came second."""
    return str(gettext("Somebody else was a moment faster. Please look at the newest state."))


def too_many(seconds: int) -> str:
    """Return the sentence for who sent too much and may go on in so many seconds."""
    minutes = -(-seconds // 60)
    if minutes == 1:
        return str(gettext("That was a lot in a short time. It works again in a minute."))
    return str(gettext("That was a lot in a short time. It works again in %(count)s minutes.", count=minutes))
