using System.Globalization;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Api.Rules;
using Onair.Webhook.LiveStreams;
using static Onair.Tests.Unit.Webhook.Reviews;

namespace Onair.Tests.Unit.Webhook.LiveStreams;

public sealed class LiveStreamWarningsTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>What is done, and what is said.</summary>
    private static readonly (string Name, StreamEdit Edit, string[] Warnings)[] Table =
    [
        ("creation", Created(_ => { }), []),
        ("provider missing", Created(_ => { }) with { Provider = null }, ["spec.providerRef.name: Not found: \"aws\": the LiveStream waits until a MediaProvider with that name exists"]),
        ("no provider named", Created(s => s.ProviderRef = null) with { Provider = null }, []),
        (
            "provider going", Created(_ => { }) with { Provider = Provider(with: p => p.Metadata.DeletionTimestamp = Now.UtcDateTime) },
            ["spec.providerRef.name: MediaProvider \"aws\" is being deleted"]
        ),
        ("schedule in the future", Created(s => s.Schedule = [Window(13, 14), Window(15, 16)]), []),
        ("window open now", Created(s => s.Schedule = [Window(11, 13)]), []),
        ("some windows over", Created(s => s.Schedule = [Window(8, 9), Window(10, 12), Window(15, 16)]), ["spec.schedule: 2 of 3 windows are in the past"]),
        ("the only window over", Created(s => s.Schedule = [Window(8, 9)]), ["spec.schedule: the only window is in the past, and none follows: the channel no longer runs"]),
        ("all windows over", Created(s => s.Schedule = [Window(8, 9), Window(9, 10)]), ["spec.schedule: all 2 windows are in the past, and none follows: the channel no longer runs"]),
        ("old schedule, other edit of metadata", new(Stream(s => s.Spec.Schedule = [Window(8, 9)]), Stream(s => s.Spec.Schedule = [Window(8, 9)]), false, Provider(), Now), []),
        ("idle channel", Edited(Running(), s => s.Encoder.GopSeconds = 4), []),
        ("segments of whole GOPs", Created(s => (s.Packaging.SegmentSeconds, s.Encoder.GopSeconds) = (6, 3)), []),
        ("segments between GOPs", Created(s => s.Packaging.SegmentSeconds = 3), ["spec.packaging.segmentSeconds: 3 is not a multiple of spec.encoder.gopSeconds, 2: MediaPackage makes segments of 4 s"]),
        ("segments shorter than a GOP", Created(s => (s.Packaging.SegmentSeconds, s.Encoder.GopSeconds) = (1, 5)), ["spec.packaging.segmentSeconds: 1 is not a multiple of spec.encoder.gopSeconds, 5: MediaPackage makes segments of 5 s"]),
        ("GOPs that no longer fit", Edited(Running(), s => s.Encoder.GopSeconds = 3), ["spec.packaging.segmentSeconds: 4 is not a multiple of spec.encoder.gopSeconds, 3: MediaPackage makes segments of 3 s"]),
        ("an edit of something else", Edited(Running(s => s.Packaging.SegmentSeconds = 3), s => s.Archive.SegmentSeconds = 60), []),
        ("on air, waits", Edited(OnAir(Running()), s => s.Encoder.GopSeconds = 4), ["spec.applyPolicy is WhenIdle: these edits wait until the channel is stopped: spec.encoder.gopSeconds"]),
        ("on air, takes effect at once", Edited(OnAir(Running()), s => s.Packaging.SegmentSeconds = 6), []),
        (
            "on air, many fields wait", Edited(OnAir(Running()), s => s.Encoder.Renditions = [new() { Width = 64, Height = 64, Bitrate = 100_000, FrameRate = 24, AudioBitrate = 64_000 }]),
            ["spec.applyPolicy is WhenIdle: these edits wait until the channel is stopped: spec.encoder.renditions[0].audioBitrate, spec.encoder.renditions[0].bitrate, spec.encoder.renditions[0].frameRate and 7 more"]
        ),
        (
            "on air, interrupts", Edited(OnAir(Running(s => s.ApplyPolicy = ApplyPolicy.Immediately)), s => s.Encoder.GopSeconds = 4),
            ["spec.applyPolicy is Immediately: the channel is stopped and started again for: spec.encoder.gopSeconds; viewers see an interruption"]
        ),
        ("on air, edited and stopped at once", Edited(OnAir(Running()), s => (s.State, s.Encoder.GopSeconds) = (StreamState.Stopped, 4)), []),
        (
            "waiting edits made at once", Edited(OnAir(Running(), LiveStreamConditions.ChangesPending), s => s.ApplyPolicy = ApplyPolicy.Immediately),
            ["spec.applyPolicy: the channel is stopped and started again now for the edits that have been waiting; viewers see an interruption"]
        ),
        ("nothing waits", Edited(OnAir(Running()), s => s.ApplyPolicy = ApplyPolicy.Immediately), []),
        (
            "receiving, stopped", Edited(OnAir(Running(), LiveStreamConditions.Receiving), s => s.State = StreamState.Stopped),
            ["LiveStream \"demo\" is receiving video and goes off air now"]
        ),
        ("not receiving, stopped", Edited(OnAir(Running()), s => s.State = StreamState.Stopped), []),
        (
            "receiving, schedule without a window now", Edited(OnAir(Running(), LiveStreamConditions.Receiving), s => (s.State, s.Schedule) = (null, [Window(20, 21)])),
            ["LiveStream \"demo\" is receiving video and goes off air now"]
        ),
        (
            "receiving in a window, window cut short", Edited(OnAir(Stream(s => s.Spec.Schedule = [Window(11, 14)]), LiveStreamConditions.Receiving), s => s.Schedule = [Window(11, 12)]),
            [
                "spec.schedule: the only window is in the past, and none follows: the channel no longer runs",
                "LiveStream \"demo\" is receiving video and goes off air now",
            ]
        ),
        (
            "receiving in a window, stopped", Edited(OnAir(Stream(s => s.Spec.Schedule = [Window(11, 14)]), LiveStreamConditions.Receiving), s => s.State = StreamState.Stopped),
            [Unused("1 window has", "Stopped: the channel stays stopped"), "LiveStream \"demo\" is receiving video and goes off air now"]
        ),
        ("schedule beside Running", Created(s => (s.State, s.Schedule) = (StreamState.Running, [Window(13, 14), Window(15, 16)])), [Unused("2 windows have", "Running: the channel runs")]),
        ("schedule followed", Created(s => (s.State, s.Schedule, s.ScheduleWarmUp) = (StreamState.Scheduled, [Window(13, 14)], "10m")), []),
        ("schedule overridden before, other edit of metadata", new(Overridden(), Overridden(), false, Provider(), Now), []),
        ("over and overridden", Created(s => (s.State, s.Schedule) = (StreamState.Stopped, [Window(8, 9)])), ["spec.schedule: the only window is in the past, and none follows", Unused("1 window has", "Stopped: the channel stays stopped")]),
        (
            "warm-up beside Stopped", Created(s => (s.State, s.Schedule, s.ScheduleWarmUp) = (StreamState.Stopped, [Window(13, 14)], "10m")),
            [Unused("1 window has", "Stopped: the channel stays stopped"), "spec.scheduleWarmUp: \"10m\" has no effect while spec.state is Stopped"]
        ),
        ("warm-up without a schedule", Created(s => s.ScheduleWarmUp = "10m"), ["spec.scheduleWarmUp: \"10m\" has no effect without spec.schedule"]),
        ("state of a former release, stopped again", new(Former(), Former(), false, Provider(), Now), [Ignored]),
        ("state of a former release, other edit", Edited(Former(), s => s.ScheduleWarmUp = "10m"), [Ignored]),
        ("state of a former release, confirmed", Edited(Former(), s => s.State = null), []),
        (
            "on air for three hours, limit of two", Edited(Since(9, Running()), s => s.CostGuard = new() { MaxRunDuration = "2h" }),
            ["spec.costGuard.maxRunDuration: \"2h\": the channel has already run for 3h: it is stopped now and stays stopped until you resume it"]
        ),
        ("on air for three hours, limit of four", Edited(Since(9, Running()), s => s.CostGuard = new() { MaxRunDuration = "4h" }), []),
        ("limit reached before the edit", Edited(Since(9, Running(s => s.CostGuard = new() { MaxRunDuration = "2h" })), s => s.CostGuard = new() { MaxRunDuration = "1h" }), []),
        ("starting, limit", Edited(OnAir(Running()), s => s.CostGuard = new() { MaxRunDuration = "1s" }), []),
        ("limit and stop at once", Edited(Since(9, Running()), s => (s.State, s.CostGuard) = (StreamState.Stopped, new() { MaxRunDuration = "2h" })), []),
        (
            "on air, taken out of the distribution", Edited(Distributed(), s => s.Distribution = new()),
            ["spec.distribution.live: false: the stream is on air: viewers of status.playback.liveUrl are cut off now"]
        ),
        ("idle, taken out of the distribution", Edited(Running(s => s.Distribution = new() { Live = true }), s => s.Distribution = new()), []),
        (
            "on air, another stream key", Edited(OnAir(Running()), s => s.Input = new() { StreamKeySecretRef = new() { Name = "own" } }),
            ["spec.applyPolicy is WhenIdle: these edits wait until the channel is stopped: spec.input.streamKeySecretRef"]
        ),
        (
            "paused, stopped", Edited(Annotated(Annotations.Paused, OnAir(Running(), LiveStreamConditions.Receiving)), s => s.State = StreamState.Stopped),
            ["metadata.annotations[onair.dev/paused] is \"true\": the spec has no effect until the annotation is removed"]
        ),
        (
            "only observed, edited at once", Edited(Annotated(Annotations.ObserveOnly, OnAir(Running(s => s.ApplyPolicy = ApplyPolicy.Immediately))), s => s.Encoder.GopSeconds = 4),
            ["metadata.annotations[onair.dev/observe-only] is \"true\": the spec has no effect until the annotation is removed"]
        ),
        ("paused, nothing edited", new(Annotated(Annotations.Paused, Running()), Annotated(Annotations.Paused, Running()), false, Provider(), Now), []),
        ("resource id", Created(s => s.Packaging.Encryption = new() { Speke = new() { ResourceId = "show-1" } }), []),
        (
            "resource id that no URL takes", Created(s => s.Packaging.Encryption = new() { Speke = new() { ResourceId = "a/b" } }),
            ["spec.packaging.encryption.speke.resourceId: Onair's key server refuses '.', '..' and ids that contain '/', '\\', '%' or control characters; viewers would get no keys from it"]
        ),
    ];

    private const string Ignored =
        "spec.state: Stopped has no effect: a former release stored it, and the channel still follows spec.schedule. "
        + "To override the schedule, set Scheduled first, then Stopped. To keep following it, remove spec.state";

    public static TheoryData<string> Edits => [.. Table.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Edits))]
    public void An_edit_is_told_what_it_does(string name)
    {
        var (_, edit, expected) = Table.Single(row => row.Name == name);

        var warnings = LiveStreamWarnings.Of(edit);

        warnings.ShouldBe(expected);
        warnings.ShouldAllBe(w => w.Length <= Sentence.MaxLength);
    }

    [Fact]
    public void A_retained_channel_that_runs_goes_on_billing()
    {
        var stream = OnAir(Stream(s => s.Spec.DeletionPolicy = DeletionPolicy.Retain));

        LiveStreamWarnings.OfDeletion(stream).ShouldBe(
            ["spec.deletionPolicy is Retain and MediaLive channel 1234567 is running: it keeps running, and billing, until you stop it"]);

        stream.Status!.CurrentSessionId = null;
        LiveStreamWarnings.OfDeletion(stream).ShouldBeEmpty();
    }

    [Fact]
    public void A_deletion_on_air_says_that_the_show_ends()
    {
        const string Receiving = "LiveStream \"demo\" is on air and receiving video: its deletion stops the channel and ends the show";

        LiveStreamWarnings.OfDeletion(OnAir(Stream(), LiveStreamConditions.Receiving)).ShouldBe([Receiving]);
        LiveStreamWarnings.OfDeletion(OnAir(Stream())).ShouldBe(["LiveStream \"demo\" is on air: its deletion stops the channel and ends the show"]);
        LiveStreamWarnings.OfDeletion(Stream()).ShouldBeEmpty();
        LiveStreamWarnings.OfDeletion(OnAir(Stream(s => s.Spec.OnAirGuard = true), LiveStreamConditions.Receiving)).ShouldBeEmpty("it is refused");
    }

    [Theory]
    [InlineData("onair.dev/paused", DeletionPolicy.Delete)]
    [InlineData("onair.dev/paused", DeletionPolicy.Retain)]
    [InlineData("onair.dev/observe-only", DeletionPolicy.Delete)]
    public void A_deletion_under_an_annotation_promises_nothing(string annotation, DeletionPolicy policy) =>
        LiveStreamWarnings.OfDeletion(Annotated(annotation, OnAir(Stream(s => s.Spec.DeletionPolicy = policy))))
            .ShouldBe([$"metadata.annotations[{annotation}] is \"true\": nothing is deleted until the annotation is removed"]);

    [Theory]
    [InlineData("show-1")]
    [InlineData("ü ä")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("100%")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("...")]
    [InlineData("a\nb")]
    [InlineData("")]
    public void Ids_are_judged_as_the_key_server_does(string id) =>
        ResourceIdRule.IsTaken(id).ShouldBe(Onair.Gateway.KeyServer.ContentId.BrokenRule(id) is null);

    [Theory]
    [InlineData(256)]
    [InlineData(257)]
    public void Lengths_of_ids_are_judged_as_the_key_server_does(int length) => Ids_are_judged_as_the_key_server_does(new string('a', length));

    private static string Unused(string windows, string state) =>
        $"spec.schedule: {windows} no effect while spec.state is {state}. To follow the schedule, remove spec.state or set it to Scheduled";

    private static LiveStream Annotated(string annotation, LiveStream stream)
    {
        stream.Metadata.Annotations = new Dictionary<string, string> { [annotation] = "true" };
        return stream;
    }

    /// <summary>Its channel has run since this hour.</summary>
    private static LiveStream Since(int hour, LiveStream stream)
    {
        OnAir(stream).Status!.Sessions = [new() { Id = "s1", RunningAt = Now.AddHours(hour - Now.Hour) }];
        return stream;
    }

    private static LiveStream Distributed()
    {
        var stream = OnAir(Running(s => s.Distribution = new() { Live = true }));
        stream.Status!.Playback = new() { Url = "https://origin.example.com/index.m3u8", LiveUrl = "https://cdn.example.com/index.m3u8" };
        return stream;
    }

    private static LiveStream Overridden() => Stream(s => (s.Spec.State, s.Spec.Schedule) = (StreamState.Stopped, [Window(13, 14)]));

    /// <summary>A stream that a release without an effective state has stored and reconciled.</summary>
    private static LiveStream Former()
    {
        var stream = Overridden();
        stream.Status = new() { Conditions = [new() { Type = ConditionTypes.Ready, Status = ConditionStatus.True }] };
        return stream;
    }

    private static ScheduleWindow Window(int start, int stop) => new()
    {
        Start = DateTimeOffset.Parse($"2026-01-01T{start:00}:00:00Z", CultureInfo.InvariantCulture),
        Stop = DateTimeOffset.Parse($"2026-01-01T{stop:00}:00:00Z", CultureInfo.InvariantCulture),
    };

    private static LiveStream Running(Action<LiveStreamSpec>? with = null) => Stream(s =>
    {
        s.Spec.State = StreamState.Running;
        with?.Invoke(s.Spec);
    });

    private static StreamEdit Created(Action<LiveStreamSpec> with) => new(null, Stream(s => with(s.Spec)), true, Provider(), Now);

    private static StreamEdit Edited(LiveStream before, Action<LiveStreamSpec> edit) => new(before, before.With(edit), true, Provider(), Now);
}
