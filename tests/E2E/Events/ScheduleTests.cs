using System.Text.Json.Nodes;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Tests.E2E.Cluster;

namespace Onair.Tests.E2E.Events;

/// <summary>Nobody starts the stream and nobody stops it.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class ScheduleTests(Environment environment) : IDisposable
{
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(20);

    // A transition in AWS is looked at every five seconds by default, and machines are slow at times.
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(45);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };

    [Fact]
    public async Task A_stream_goes_on_air_and_off_by_its_schedule()
    {
        var start = DateTimeOffset.FromUnixTimeSeconds((TimeProvider.System.GetUtcNow() + Lead).ToUnixTimeSeconds());
        var stop = start + Length;
        await using var stream = await TestStream.ApplyAsync(environment.Kubectl, Spec(Window(start.AddDays(-7), stop.AddDays(-7)), Window(start, stop)));
        await using var encoder = Encoder.Start(await stream.PushUrlAsync());
        var schedule = (await stream.UntilAsync("the schedule is told", it => it.Schedule is not null, Show.Soon)).Schedule!;
        schedule.ShouldBe(new() { State = RunState.Stopped, Until = start - WarmUp, Window = new() { Start = start, Stop = stop } });

        var running = await stream.UntilAsync("it runs by itself", it => it.Sessions is [{ RunningAt: not null }], Show.Soon);
        running.Sessions[0].StartedAt.ShouldBeInRange(start - WarmUp, start - WarmUp + Late);
        running.Schedule.ShouldBe(new() { State = RunState.Running, Until = stop, Window = schedule.Window });
        await using (var watch = await PlaylistWatch.StartAsync(_http, new(running.Playback!.Url!)))
        {
            await watch.AdvanceAsync(2);
            watch.ShouldBeUnbroken();
            (await WideAsync(stream)).ShouldMatch($" Running +Schedule +Receiving +True +True +Running +\\S+ +{stop:yyyy-MM-ddTHH:mm:ss}", "the effective state, what decides it, and until when");
        }

        var over = await stream.UntilAsync("it is off air by itself", it => it.Sessions is [{ StoppedAt: not null }], Show.Soon);
        over.Sessions[0].StoppedAt!.Value.ShouldBeInRange(stop, stop + Late);
        await environment.Kubectl.EventAsync(stream, "Stopping", "The channel goes off air: spec.schedule has no further window.");
        (await environment.Account.ChannelStateAsync(over.Resources.ChannelId!)).ShouldBe("IDLE");
        await stream.UntilAsync(
            "nothing follows", it => it.Schedule == new ScheduleStatus { State = RunState.Stopped }
                && it.Condition(ConditionTypes.Ready) is { Status: ConditionStatus.True, Reason: "Idle" }, Show.Soon);
    }

    public void Dispose() => _http.Dispose();

    private Task<string> WideAsync(TestStream stream) =>
        environment.Kubectl.RunAsync("get", "livestream", stream.Name, "--namespace", stream.Name, "--output=wide", "--no-headers");

    private static JsonObject Spec(params JsonNode[] windows)
    {
        var spec = Show.Spec();
        spec.Remove("state");
        spec["schedule"] = new JsonArray(windows);
        spec["scheduleWarmUp"] = $"{WarmUp.TotalSeconds}s";
        return spec;
    }

    private static JsonObject Window(DateTimeOffset start, DateTimeOffset stop) => new() { ["start"] = $"{start:O}", ["stop"] = $"{stop:O}" };
}
