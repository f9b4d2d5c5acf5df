"""Attacks on what there is once: solutions, places, names, forms and addresses."""

from tests.integration.attacks.statements import (
    NOW,
    Attack,
    a_hiding,
    a_lock,
    a_member,
    a_participant,
    a_post,
    a_solution,
    insert,
)

DOUBLING = (
    Attack(
        "two exclusive solutions",
        (a_solution(),),
        ("solutions.uq_solutions_exclusive",),
    ),
    Attack(
        "two solutions by calling one not exclusive",
        (a_solution(exclusive="FALSE"),),
        ("solutions.solutions_exclusive_as_the_board_says",),
    ),
    Attack(
        "make a solution not exclusive afterwards",
        ("UPDATE solutions SET exclusive = FALSE",),
        ("solutions.solutions_frozen",),
    ),
    Attack(
        "mark a post twice",
        (
            "UPDATE boards SET several_solutions = TRUE",
            a_solution(exclusive="FALSE"),
            a_solution(exclusive="FALSE"),
        ),
        ("solutions.uq_solutions_post",),
    ),
    Attack(
        "mark the question as its solution",
        (a_solution(thread_id=":other", post_id=":others_question", post_number=1),),
        ("solutions.ck_solutions_not_the_question",),
    ),
    Attack(
        "mark the question by another number",
        (a_solution(thread_id=":other", post_id=":others_question", post_number=2),),
        ("solutions.fk_solutions_post",),
    ),
    Attack(
        "mark another thread's post",
        (a_solution(thread_id=":other"),),
        ("solutions.fk_solutions_post",),
    ),
    Attack(
        "mark a post where the choice is locked",
        (f"UPDATE solutions SET removed_at = {NOW}, removal = 'removed'", a_lock(), a_solution()),
        ("solutions.solutions_locked_against_marks",),
    ),
    Attack(
        "take a locked mark away",
        (a_lock(), f"UPDATE solutions SET removed_at = {NOW}, removal = 'removed'"),
        ("solutions.solutions_locked_against_removal",),
    ),
    Attack(
        "lock without a reason",
        (a_lock(reason="''"),),
        ("solution_locks.ck_solution_locks_reason_given",),
    ),
    Attack(
        "take a mark away without a cause",
        (f"UPDATE solutions SET removed_at = {NOW}",),
        ("solutions.ck_solutions_removal_has_cause",),
    ),
    Attack(
        "take a mark away for a cause nobody knows",
        (f"UPDATE solutions SET removed_at = {NOW}, removal = 'timed_out'",),
        ("solutions.ck_solutions_removal",),
    ),
    Attack("hide a post twice", (a_hiding(), a_hiding()), ("hidings.uq_hidings_standing",)),
    Attack("hide for no reason", (a_hiding(reason="''"),), ("hidings.ck_hidings_reason_given",)),
    Attack("hide in a way nobody knows", (a_hiding(kind="'gone'"),), ("hidings.ck_hidings_kind",)),
    Attack(
        "hide a thread by a reply",
        (a_hiding(thread_id=":thread"),),
        ("hidings.ck_hidings_question_hides_thread",),
    ),
    Attack(
        "hide another thread than the question's",
        (a_hiding(post_id=":others_question", of_thread_id=":other", post_number=1, thread_id=":thread"),),
        ("hidings.ck_hidings_same_thread",),
    ),
    Attack("hide a post of another thread", (a_hiding(of_thread_id=":other"),), ("hidings.fk_hidings_post",)),
    Attack(
        "close a thread twice",
        tuple(insert("closures", thread_id=":thread", reason="'raw'", closed_at=NOW) for _ in range(2)),
        ("closures.uq_closures_standing",),
    ),
    Attack(
        "put a thread beside itself",
        (insert("similar_threads", thread_id=":thread", similar_id=":thread", place=0),),
        ("similar_threads.ck_similar_threads_another",),
    ),
    Attack(
        "point twice to one issue",
        tuple(
            insert("known_issues", thread_id=":thread", begun_by_id=":jana", begun_at=NOW) for _ in range(2)
        ),
        ("known_issues.uq_known_issues_standing",),
    ),
    Attack(
        "end an issue as nobody",
        (insert("known_issues", thread_id=":thread", begun_by_id=":jana", begun_at=NOW, ended_at=NOW),),
        ("known_issues.ck_known_issues_ended",),
    ),
    Attack(
        "ask twice for details",
        tuple(
            insert("details_requests", thread_id=":thread", post_id=":staff_post", requested_at=NOW)
            for _ in range(2)
        ),
        ("details_requests.uq_details_requests_standing",),
    ),
    Attack(
        "give two posts one place",
        ("UPDATE posts SET place = 2 WHERE id = :staff_post",),
        ("posts.uq_posts_thread_place",),
    ),
    Attack(
        "give two posts one number",
        (a_post(number=2),),
        ("posts.uq_posts_thread_id_number", "posts.fk_posts_current_revision"),
    ),
    Attack(
        "take the question's place away",
        ("UPDATE posts SET place = NULL WHERE id = :others_question",),
        ("posts.ck_posts_question_comes_first",),
    ),
    Attack(
        "count below nothing",
        ("UPDATE threads SET reply_count = -1 WHERE id = :thread",),
        ("threads.ck_threads_counts",),
    ),
    Attack(
        "two people of one name",
        (a_participant(name_key="(SELECT name_key FROM participants WHERE id = :mara)"),),
        ("participants.uq_participants_name_key",),
    ),
    Attack(
        "a person without a name", (a_participant(name="''"),), ("participants.ck_participants_name_length",)
    ),
    Attack(
        "two accounts with one mail address",
        (a_participant(), a_member(email_key="(SELECT email_key FROM members WHERE id = :mara)")),
        ("members.uq_members_email_key",),
    ),
    Attack(
        "staff without a team",
        (a_participant(), a_member(role="'staff'")),
        ("members.ck_members_staff_has_team",),
    ),
    Attack(
        "the same form twice",
        tuple(insert("submissions", member_id=":mara", key="'raw'", created_at=NOW) for _ in range(2)),
        ("submissions.pk_submissions",),
    ),
    Attack(
        "the same notification twice",
        tuple(
            insert("notifications", member_id=":mara", kind="'reply'", dedup="'raw'", created_at=NOW)
            for _ in range(2)
        ),
        ("notifications.uq_notifications_member_id_dedup",),
    ),
    Attack(
        "a board in itself",
        ("UPDATE boards SET parent_id = id",),
        ("boards.ck_boards_not_its_own_parent",),
    ),
    Attack(
        "a board with three readers",
        ("UPDATE boards SET readers_required = 3",),
        ("boards.ck_boards_readers_required",),
    ),
    Attack(
        "two boards at one address",
        ("UPDATE boards SET slug = 'same'",),
        ("boards.uq_boards_slug",),
    ),
    Attack(
        "a board with fewer threads than none",
        ("UPDATE board_counts SET threads = -1",),
        ("board_counts.ck_board_counts_counts",),
    ),
    Attack(
        "a second version of the pages",
        (insert("page_versions", id=2, token="'other'"),),
        ("page_versions.ck_page_versions_one",),
    ),
)
