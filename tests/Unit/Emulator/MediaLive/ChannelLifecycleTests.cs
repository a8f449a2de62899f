using Onair.Emulator.MediaLive;

namespace Onair.Tests.Unit.Emulator.MediaLive;

public sealed class ChannelLifecycleTests
{
    private static readonly Dictionary<(ChannelVerb, ChannelState), ChannelState> Allowed = new()
    {
        [(ChannelVerb.Start, ChannelState.Idle)] = ChannelState.Starting,
        [(ChannelVerb.Stop, ChannelState.Running)] = ChannelState.Stopping,
        [(ChannelVerb.Stop, ChannelState.Recovering)] = ChannelState.Stopping,
        [(ChannelVerb.Update, ChannelState.Idle)] = ChannelState.Updating,
        [(ChannelVerb.Update, ChannelState.UpdateFailed)] = ChannelState.Updating,
        [(ChannelVerb.Delete, ChannelState.Idle)] = ChannelState.Deleting,
        [(ChannelVerb.Delete, ChannelState.CreateFailed)] = ChannelState.Deleting,
        [(ChannelVerb.Delete, ChannelState.UpdateFailed)] = ChannelState.Deleting,
    };

    [Fact]
    public void Every_verb_is_allowed_only_in_the_documented_states()
    {
        foreach (var verb in Enum.GetValues<ChannelVerb>())
            foreach (var state in Enum.GetValues<ChannelState>())
            {
                ChannelState? expected = Allowed.TryGetValue((verb, state), out var next) ? next : null;
                ChannelLifecycle.Apply(state, verb).ShouldBe(expected, $"{verb} while {state}");
            }
    }

    [Theory]
    [InlineData(ChannelState.Creating, ChannelState.Idle)]
    [InlineData(ChannelState.Starting, ChannelState.Running)]
    [InlineData(ChannelState.Recovering, ChannelState.Running)]
    [InlineData(ChannelState.Stopping, ChannelState.Idle)]
    [InlineData(ChannelState.Updating, ChannelState.Idle)]
    [InlineData(ChannelState.Deleting, ChannelState.Deleted)]
    [InlineData(ChannelState.Running, ChannelState.Running)]
    [InlineData(ChannelState.CreateFailed, ChannelState.CreateFailed)]
    public void A_transitional_state_ends_by_itself(object state, object settled) =>
        ChannelLifecycle.Settle((ChannelState)state).ShouldBe((ChannelState)settled);

    [Theory]
    [InlineData(ChannelState.Creating, ChannelState.CreateFailed)]
    [InlineData(ChannelState.Updating, ChannelState.UpdateFailed)]
    [InlineData(ChannelState.Starting, ChannelState.Idle)]
    [InlineData(ChannelState.Stopping, ChannelState.Idle)]
    public void A_failing_transition_settles_in_the_failure_state(object state, object settled) =>
        ChannelLifecycle.Settle((ChannelState)state, fails: true).ShouldBe((ChannelState)settled);

    [Fact]
    public void States_have_AWSs_names() => ChannelState.CreateFailed.Wire().ShouldBe("CREATE_FAILED");
}
