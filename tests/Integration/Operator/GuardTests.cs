using Onair.Api.Common;
using Onair.Api.LiveStreams;

namespace Onair.Tests.Integration.Operator;

/// <summary>The cost guard and the schedule, against the emulator's clock of real seconds.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class GuardTests(GuardTests.Rig rig) : IClassFixture<GuardTests.Rig>
{
    [Fact]
    public async Task A_run_that_is_too_long_is_ended_told_and_resumed_by_the_command_that_the_message_gives()
    {
        await rig.Streams.CreateAsync("long", s => (s.State, s.CostGuard) = (StreamState.Running, new() { MaxRunDuration = "4s" }));

        var held = await HeldAsync("long", "MaxRunDuration");

        var session = held.Recorded.Sessions.ShouldHaveSingleItem();
        (session.StoppedAt - session.RunningAt).ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(4));
        Streams.Condition(held, ConditionTypes.Stalled)!.Message.ShouldContain($"kubectl annotate livestream --namespace {rig.Name} long onair.dev/resume={session.Id} --overwrite");
        await rig.Streams.EventAsync("long", "MaxRunDuration", "The channel ran for costGuard.maxRunDuration, 4s");
        await rig.Streams.EventAsync("long", "Stopping", "The channel goes off air: The channel ran for");
        (await ChannelStateAsync(held)).ShouldBe("IDLE");

        // It stays so, also for another operator.
        await rig.RestartOperatorAsync();
        await Task.Delay(TimeSpan.FromSeconds(2));
        (await ChannelStateAsync(held)).ShouldBe("IDLE");

        await rig.Plane.KubectlAsync("annotate", "livestream", "long", $"onair.dev/resume={session.Id}", "--overwrite", "-n", rig.Name);
        await rig.Streams.UntilAsync("long", s => s.Recorded.Hold is null && s.Recorded.Sessions.Count == 2, "runs again");
        await rig.Streams.EventAsync("long", "Resumed");
        (await HeldAsync("long", "MaxRunDuration")).Recorded.Hold!.SessionId.ShouldNotBe(session.Id);
        await rig.Streams.DeleteAndWaitAsync("long");
    }

    [Fact]
    public async Task A_channel_without_input_is_stopped_and_counted_by_the_gauge_before()
    {
        await rig.Streams.CreateAsync("silent", s => (s.State, s.CostGuard) = (StreamState.Running, new() { NoInputTimeout = "6s" }));

        await rig.Streams.UntilAsync("silent", s => Streams.Condition(s, LiveStreamConditions.Receiving)?.Reason == "NoInput", "has no input");
        (await rig.Operator.MetricsAsync()).ShouldContain("onair_livestreams_running_without_input 1");
        var held = await HeldAsync("silent", "NoInputTimeout");

        (await ChannelStateAsync(held)).ShouldBe("IDLE");
        held.Recorded.Phase.ShouldBe("Held");
        var cost = held.Recorded.Cost.ShouldNotBeNull();
        cost.RunningHours.ShouldBe(0.17, "a start bills ten minutes");
        (cost.Estimate, cost.Currency, cost.PricesOf).ShouldBe((8.67, "EUR", "2026-01-01"));
        (await rig.Operator.MetricsAsync()).ShouldContain("onair_livestreams_running_without_input 0");
        await rig.Streams.DeleteAndWaitAsync("silent");
    }

    [Fact]
    public async Task A_schedule_with_windows_in_the_past_starts_ahead_of_the_next_one_and_stops_at_its_end()
    {
        var start = TimeProvider.System.GetUtcNow().AddSeconds(20);
        await rig.Streams.CreateAsync("scheduled", s =>
        {
            s.ScheduleWarmUp = "8s";
            s.Schedule = [Window(start.AddDays(-1), 1), Window(start, 6), Window(start.AddDays(1), 1)];
        });

        var waiting = await rig.Streams.UntilAsync("scheduled", s => Streams.Ready(s)?.Reason == "Idle", "waits for its window");
        waiting.Recorded.Schedule!.State.ShouldBe(RunState.Stopped, "what the schedule decides");
        waiting.Recorded.Schedule.Until!.Value.ShouldBe(start.AddSeconds(-8), TimeSpan.FromSeconds(1), "and until when");
        var running = await rig.Streams.UntilAsync("scheduled", s => s.Recorded.Sessions is [{ RunningAt: not null }, ..], "runs");
        running.Recorded.Sessions[0].StartedAt.ShouldBeInRange(start.AddSeconds(-9), start, "in whole seconds; the warm-up lead");
        var stopped = await rig.Streams.UntilAsync("scheduled", s => s.Recorded.Sessions is [{ StoppedAt: not null }, ..], "is stopped");
        stopped.Recorded.Sessions[0].StoppedAt!.Value.ShouldBeInRange(start.AddSeconds(5), start.AddSeconds(60));
        await rig.Streams.EventAsync("scheduled", "Stopping", "spec.schedule has no window until");
        stopped.Recorded.Schedule!.Window!.Start.ShouldBe(start.AddDays(1), TimeSpan.FromSeconds(1));
        await rig.Streams.DeleteAndWaitAsync("scheduled");
    }

    [Fact]
    public async Task A_stop_ends_a_show_in_the_middle_of_its_window_and_the_columns_say_why()
    {
        var now = TimeProvider.System.GetUtcNow();
        await rig.Streams.CreateAsync("cut-short", s => s.Schedule = [Window(now.AddMinutes(-1), 3600)]);
        await rig.Streams.UntilAsync("cut-short", s => Streams.Ready(s)?.Reason == "Running", "runs by its schedule");
        (await ColumnsAsync("cut-short")).ShouldMatch("^cut-short +Running +Schedule ");

        (await PatchStateAsync("cut-short", "Stopped")).ShouldContain("patched");
        (await PatchStateAsync("cut-short", "Stopped")).ShouldContain("no change");

        var stopped = await rig.Streams.UntilAsync("cut-short", s => s.Recorded.Sessions is [{ StoppedAt: not null }] && Streams.Ready(s)?.Reason == "Idle", "is stopped");
        stopped.Recorded.Sessions[0].StopReason.ShouldBe("spec.state is Stopped");
        (await ChannelStateAsync(stopped)).ShouldBe("IDLE");
        (await ColumnsAsync("cut-short")).ShouldMatch("^cut-short +Stopped +State ");

        await PatchStateAsync("cut-short", "Scheduled");
        await rig.Streams.UntilAsync("cut-short", s => s.Recorded is { CurrentSessionId: not null, Run.Reason: RunReason.Schedule }, "follows its schedule again");
        await rig.Streams.DeleteAndWaitAsync("cut-short");
    }

    private Task<string> PatchStateAsync(string name, string state) =>
        rig.Plane.KubectlAsync("patch", "livestream", name, "-n", rig.Name, "--type", "merge", "-p", $$$"""{"spec":{"state":"{{{state}}}"}}""");

    private Task<string> ColumnsAsync(string name) => rig.Plane.KubectlAsync("get", "livestream", name, "-n", rig.Name, "--no-headers");

    private static ScheduleWindow Window(DateTimeOffset start, int seconds) => new() { Start = start, Stop = start.AddSeconds(seconds) };

    private Task<LiveStream> HeldAsync(string name, string reason) => rig.Streams.UntilAsync(
        name,
        s => s.Recorded.Hold?.Reason == reason && s.Recorded.CurrentSessionId is null && Streams.Condition(s, ConditionTypes.Stalled)!.Reason == reason,
        $"is held by {reason}");

    private async Task<string?> ChannelStateAsync(LiveStream stream) =>
        (await rig.Account.MediaLive.DescribeChannelAsync(new() { ChannelId = stream.Recorded.Resources.ChannelId })).State?.Value;

    /// <summary>With invented prices: 52 an hour for the default ladder.</summary>
    public sealed class Rig(ControlPlane plane) : OperatorRig(plane)
    {
        protected override IReadOnlyDictionary<string, string> OperatorSettings { get; } = new Dictionary<string, string>
        {
            ["Onair__Prices__Currency"] = "EUR",
            ["Onair__Prices__Date"] = "2026-01-01",
            ["Onair__Prices__SinglePipeline__Input__Hd"] = "2",
            ["Onair__Prices__SinglePipeline__Output__Hd"] = "20",
            ["Onair__Prices__SinglePipeline__Output__Sd"] = "10",
        };
    }
}
