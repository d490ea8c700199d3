"""Whatever a command holds, it is decided or refused; and what is decided can be recorded."""

from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.record.codec import Said, text_of
from meetings.rules.decision import Decision, Upload
from meetings.rules.identity import LogId
from meetings.rules.meeting import AnyCommand
from meetings.rules.refusals import LONGEST_MESSAGE
from tests.rules.anything import imaginable
from tests.rules.council import polling
from tests.rules.scenario import SERVER
from tests.rules.specimens import COMMANDS

LOG = LogId("0" * 64)
ANY_COMMAND: st.SearchStrategy[AnyCommand] = st.one_of([imaginable(type(command)) for command in COMMANDS])
ACTORS = st.sampled_from(["chair", "secretary", "ana", SERVER])


@settings(max_examples=200)
@given(ACTORS, ANY_COMMAND)
def test_no_command_is_a_fault(actor: str | None, command: AnyCommand) -> None:
    scenario = polling().uploading(Upload("1" * 64, "application/pdf", 2))
    number = len(scenario.history)
    trial = scenario.when(actor, command)
    if isinstance(trial.result, Decision):
        trial.accepted()
        # The id of a command is the wire's to check.
        assert all(text_of(Said(LOG, event, stamp, "id")) for event, stamp in scenario.history[number:])
    else:
        assert 0 < len(trial.result.message) <= LONGEST_MESSAGE
