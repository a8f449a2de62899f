using k8s;
using Onair.Api.Common;
using Onair.Api.Connectors;
using Onair.Connectors;
using Onair.Tests.Integration.Operator;

namespace Onair.Tests.Integration.Connectors;

/// <summary>From the declaration of a connector to its pod, and back to nothing.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class ConnectorTests(ConnectorRig rig) : IClassFixture<ConnectorRig>
{
    [Fact]
    public async Task A_meeting_goes_on_air_while_the_stream_runs_and_its_secret_link_is_nowhere_else()
    {
        const string Link = "https://meet.example.com/townhall?pwd=hush-hush";
        await rig.CreateSecretAsync("meeting", ("url", Link));
        await rig.Streams.CreateReadyAsync("event");
        var connector = await rig.CreateAsync("townhall", spec =>
        {
            spec.Source = new() { Meeting = new() { UrlSecretRef = new() { Name = "meeting" } } };
            spec.Target = new() { LiveStreamRef = new() { Name = "event" } };
            spec.Fallback = [new() { ColorBars = new() }];
        });

        // Nothing runs while nothing is on air.
        (await rig.UntilAsync("townhall", c => c.Recorded.Phase == "Standby", "stands by")).Is(ConditionTypes.Ready).ShouldBeTrue();
        (await rig.PodsAsync(connector)).ShouldBeEmpty();

        await rig.Streams.PatchAsync("event", """{"spec":{"state":"Running"}}""");
        var onAir = await rig.OnAirAsync("townhall");
        var pod = (await rig.PodsAsync(connector)).ShouldHaveSingleItem();
        var plan = rig.Kubelet.Plans[pod.Metadata.Name!];
        var stream = (await rig.Streams.FindAsync("event"))!.Recorded;
        plan.Sources.Select(s => (s.Kind, s.Url)).ShouldBe([(PlannedSourceKind.Page, Link), (PlannedSourceKind.ColorBars, null)]);
        plan.Targets.ShouldHaveSingleItem().ShouldStartWith($"{stream.Ingest!.Endpoints[0]}/");
        (onAir.Recorded.Target, onAir.Recorded.Source).ShouldBe(("LiveStream/event", "source"));
        var policy = await rig.Kubernetes.NetworkingV1.ReadNamespacedNetworkPolicyAsync("townhall-connector", rig.Name);
        policy.Spec.PodSelector.MatchLabels["onair.dev/connector-uid"].ShouldBe(connector.Uid);

        // The stop ends the push, and the channel stops.
        await rig.Streams.PatchAsync("event", """{"spec":{"state":"Stopped"}}""");
        await rig.UntilAsync("townhall", c => c.Recorded is { Phase: "Standby", Run: null }, "stands by again");
        (await rig.PodsAsync(connector)).ShouldBeEmpty();
        await rig.Streams.ReadyAsync("event");

        foreach (var text in await TellAsync("townhall")) text.ShouldNotContain("hush-hush");
        rig.Operator.Log().ShouldNotContain("hush-hush");
        await rig.GoneAsync("townhall");
        await rig.Streams.DeleteAndWaitAsync("event");
    }

    [Fact]
    public async Task A_deleted_plan_is_written_again_at_once_and_the_push_goes_on()
    {
        var target = await rig.ServiceAsync("planned");
        await rig.CreateAsync("planned", spec => spec.Target = target);
        var connector = await rig.OnAirAsync("planned");
        var pod = (await rig.PodsAsync(connector)).ShouldHaveSingleItem();

        await OwnedSecret.DeleteAsync(rig, pod.Metadata.Name!);

        (await rig.OnAirAsync("planned")).Recorded.Run!.Attempts.ShouldBe(1);
        (await rig.PodsAsync(connector)).ShouldHaveSingleItem().Metadata.Uid.ShouldBe(pod.Metadata.Uid);
        await rig.GoneAsync("planned");
    }

    [Fact]
    public async Task A_connector_that_was_on_air_says_when_and_why_it_stopped()
    {
        var target = await rig.ServiceAsync("ended");
        await rig.CreateAsync("ended", spec => spec.Target = target);
        await rig.OnAirAsync("ended");

        await rig.PatchAsync("ended", """{"spec":{"state":"Stopped"}}""");

        var stopped = await rig.UntilAsync("ended", c => c.Recorded is { Run: null, Phase: "Stopped" }, "is stopped");
        stopped.Recorded.Conditions.Single(c => c.Type == ConnectorConditions.OnAir).Message.ShouldMatch(@"^Nothing is pushed\. The last push ended at .*Z, after [0-9]+ s on air: spec\.state is Stopped\.$");
        await rig.GoneAsync("ended");
    }

    [Fact]
    public async Task A_second_connector_waits_until_the_target_is_free()
    {
        var target = await rig.ServiceAsync("shared");
        await rig.CreateAsync("first", spec => spec.Target = target);
        await rig.OnAirAsync("first");
        var second = await rig.CreateAsync("second", spec => spec.Target = target);

        (await rig.WaitingAsync("second", "TargetBusy")).Recorded.Conditions.Single(c => c.Type == ConditionTypes.Ready).Message
            .ShouldBe("Connector \"first\" feeds Secret/shared:url; this one starts when that one stops.");
        (await rig.PodsAsync(second)).ShouldBeEmpty();

        await rig.PatchAsync("first", """{"spec":{"state":"Stopped"}}""");
        await rig.OnAirAsync("second");
        await rig.GoneAsync("first");
        await rig.GoneAsync("second");
    }

    [Fact]
    public async Task Ten_connectors_that_start_at_once_share_a_target_one_at_a_time()
    {
        var target = await rig.ServiceAsync("contested");
        var names = Enumerable.Range(0, 10).Select(i => $"contender-{i}").ToList();
        var all = await Task.WhenAll(names.Select(name => rig.CreateAsync(name, spec => spec.Target = target)));

        foreach (var _ in names)
        {
            var winner = "";
            await Eventually.ShouldBeAsync(
                async () =>
                {
                    List<string> fed = [];
                    foreach (var connector in all)
                        if ((await rig.PodsAsync(connector)).Any(p => p.Metadata.DeletionTimestamp is null)) fed.Add(connector.Metadata.Name!);
                    fed.Count.ShouldBeLessThanOrEqualTo(1, string.Join(", ", fed));
                    winner = fed.SingleOrDefault() ?? "";
                    return winner.Length > 0;
                },
                () => "one of them feeds the target");
            await rig.OnAirAsync(winner);
            await rig.PatchAsync(winner, """{"spec":{"state":"Stopped"}}""");
            await rig.UntilAsync(winner, c => c.Recorded.Run is null, "stopped");
        }

        foreach (var name in names) await rig.GoneAsync(name);
    }

    [Fact]
    public async Task An_operator_that_is_killed_or_replaced_touches_no_pod_that_runs()
    {
        var target = await rig.ServiceAsync("steady");
        var connector = await rig.CreateAsync("steady", spec => spec.Target = target);
        await rig.OnAirAsync("steady");
        var before = (await rig.PodsAsync(connector)).ShouldHaveSingleItem();

        for (var i = 0; i < 3; i++)
        {
            await rig.RestartOperatorAsync();
            await Eventually.ShouldBeAsync(
                async () => (await rig.Operator.MetricsAsync()).Contains("onair_connector_frames_out_total", StringComparison.Ordinal), () => "the operator asks the pod");
        }

        (await rig.PodsAsync(connector)).ShouldHaveSingleItem().Metadata.Uid.ShouldBe(before.Metadata.Uid);
        (await rig.OnAirAsync("steady")).Recorded.Run!.Attempts.ShouldBe(1);
        await rig.GoneAsync("steady");
    }

    [Fact]
    public async Task A_pod_that_somebody_deletes_comes_back()
    {
        var target = await rig.ServiceAsync("restless");
        var connector = await rig.CreateAsync("restless", spec => spec.Target = target);
        await rig.OnAirAsync("restless");
        var before = (await rig.PodsAsync(connector)).ShouldHaveSingleItem();

        await rig.Kubernetes.CoreV1.DeleteNamespacedPodAsync(before.Metadata.Name, rig.Name);

        await Eventually.ShouldBeAsync(
            async () => (await rig.PodsAsync(connector)) is [{ Status.PodIP: not null } pod] && pod.Metadata.Uid != before.Metadata.Uid, () => "another pod runs\n" + rig.Operator.Tail());
        await rig.OnAirAsync("restless");
        await rig.GoneAsync("restless");
    }

    [Fact]
    public async Task A_pod_whose_node_dies_has_a_successor_though_nobody_confirms_its_end()
    {
        var target = await rig.ServiceAsync("stranded");
        var connector = await rig.CreateAsync("stranded", spec => spec.Target = target);
        await rig.OnAirAsync("stranded");
        var before = (await rig.PodsAsync(connector)).ShouldHaveSingleItem().Metadata.Name!;
        await rig.BindAsync(before, "dead-node");

        // As the cluster does when the seconds of the toleration are over. The node's kubelet would confirm it: the pod stays.
        await rig.Kubernetes.CoreV1.DeleteNamespacedPodAsync(before, rig.Name);

        await rig.UntilAsync("stranded", c => c.Recorded.Run is { Attempts: 2 }, "has another attempt");
        await Eventually.ShouldBeAsync(async () => (await rig.PodsAsync(connector)).Count == 2, "another pod is there");
        (await rig.PodsAsync(connector)).Select(pod => pod.Metadata.DeletionTimestamp is null).ShouldBe([true, false], ignoreOrder: true);
        await rig.OnAirAsync("stranded");
        await rig.Plane.KubectlAsync("delete", "pod", before, "--namespace", rig.Name, "--grace-period=0", "--force");
        await rig.GoneAsync("stranded");
    }

    [Fact]
    public async Task An_edit_waits_for_the_next_start_unless_it_is_to_be_applied_at_once()
    {
        var target = await rig.ServiceAsync("edited");
        var connector = await rig.CreateAsync("edited", spec => spec.Target = target);
        await rig.OnAirAsync("edited");
        var before = (await rig.PodsAsync(connector)).ShouldHaveSingleItem();

        await rig.PatchAsync("edited", """{"spec":{"video":{"bitrate":1000000}}}""");
        (await rig.UntilAsync("edited", c => c.Is(ConnectorConditions.ChangesPending), "with changes pending")).Is(ConnectorConditions.OnAir).ShouldBeTrue();
        (await rig.PodsAsync(connector)).ShouldHaveSingleItem().Metadata.Uid.ShouldBe(before.Metadata.Uid);

        await rig.PatchAsync("edited", """{"spec":{"applyPolicy":"Immediately"}}""");
        await Eventually.ShouldBeAsync(
            async () => (await rig.PodsAsync(connector)) is [{ Status.PodIP: not null } pod] && pod.Metadata.Uid != before.Metadata.Uid, () => "a second pod runs\n" + rig.Operator.Tail());
        (await rig.OnAirAsync("edited")).Recorded.Run!.Attempts.ShouldBe(2);
        var after = (await rig.PodsAsync(connector)).ShouldHaveSingleItem();
        rig.Kubelet.Plans[after.Metadata.Name!].VideoBitrate.ShouldBe(1_000_000);
        await rig.GoneAsync("edited");
    }

    [Fact]
    public async Task An_unresolved_reference_is_reported_without_the_secret()
    {
        await rig.CreateSecretAsync("inside", ("url", "rtmp://10.0.0.7/live/hush-hush"));
        await rig.CreateAsync("inside", spec => spec.Target = new() { Rtmp = new() { UrlSecretRef = new() { Name = "inside" } } });
        await rig.CreateAsync("nowhere", spec => spec.Target = new() { Rtmp = new() { UrlSecretRef = new() { Name = "nowhere", Key = "rtmp" } } });
        await rig.CreateAsync("unknown", spec => spec.Target = new() { LiveStreamRef = new() { Name = "unknown" } });

        Message(await rig.WaitingAsync("inside", "UrlRefused"))
            .ShouldBe("spec.target.rtmp.urlSecretRef: the URL under \"url\" in Secret \"inside\" is refused: 10.0.0.7 is private (RFC 1918).");
        Message(await rig.WaitingAsync("nowhere", "SecretNotFound")).ShouldBe("spec.target.rtmp.urlSecretRef: Secret \"nowhere\" does not exist.");
        Message(await rig.WaitingAsync("unknown", "TargetNotFound")).ShouldBe("LiveStream \"unknown\" does not exist.");

        foreach (var name in new[] { "inside", "nowhere", "unknown" }) await rig.GoneAsync(name);
    }

    [Theory]
    [InlineData("PictureFrozen")]
    [InlineData("Silent")]
    [InlineData("PageCrashed")]
    [InlineData("PageLeft")]
    [InlineData("MeetingEnded")]
    public async Task A_source_that_fails_is_a_condition_and_an_Event_until_it_is_shown_again(string reason)
    {
        var name = $"failing-{reason.ToLowerInvariant()}";
        var target = await rig.ServiceAsync(name);
        await rig.CreateAsync(name, spec => (spec.Target, spec.Fallback) = (target, [new() { ColorBars = new() }]));
        await rig.UntilAsync(name, c => c.Is(ConnectorConditions.OnAir) && c.Is(ConnectorConditions.SourceHealthy), "shows its source");

        rig.Kubelet.Report = pod => FakeKubelet.Pushing() with { Source = 1, Reason = reason, Message = $"the story of {reason}" };

        var failed = await rig.UntilAsync(name, c => c.Recorded.Source == "fallback[0]", "shows its fallback");
        var condition = failed.Recorded.Conditions.Single(c => c.Type == ConnectorConditions.SourceHealthy);
        (condition.Status, condition.Reason, condition.Message).ShouldBe((ConditionStatus.False, reason, $"the story of {reason}"));
        failed.Is(ConnectorConditions.OnAir).ShouldBeTrue("the push goes on");
        await Eventually.ShouldBeAsync(async () => (await EventsAsync(name)).Contains($"Warning {reason} the story of {reason}", StringComparison.Ordinal), () => "an Event says so");

        rig.Kubelet.Report = _ => FakeKubelet.Pushing();
        await rig.UntilAsync(name, c => c.Is(ConnectorConditions.SourceHealthy) && c.Recorded.Source == "source", "shows its source again");
        await rig.GoneAsync(name);
    }

    [Fact]
    public async Task A_connector_on_air_costs_no_write()
    {
        var target = await rig.ServiceAsync("quiet");
        await rig.CreateAsync("quiet", spec => spec.Target = target);
        var before = await rig.OnAirAsync("quiet");
        var asked = 0;
        rig.Kubelet.Report = _ => FakeKubelet.Pushing() with { FramesOut = 30L * Interlocked.Increment(ref asked), BytesOut = 1_000L * asked };

        await Eventually.ShouldBeAsync(() => Volatile.Read(ref asked) > 5, "the pod is asked again and again");

        (await rig.OnAirAsync("quiet")).Metadata.ResourceVersion.ShouldBe(before.Metadata.ResourceVersion);
        rig.Kubelet.Report = _ => FakeKubelet.Pushing();
        await rig.GoneAsync("quiet");
    }

    private Task<string> EventsAsync(string name) => rig.Plane.KubectlAsync(
        "get", "events", "--namespace", rig.Name, "--field-selector", $"involvedObject.name={name}", "--output=jsonpath={range .items[*]}{.type} {.reason} {.message}{\"\\n\"}{end}");

    private static string Message(Connector connector) => connector.Recorded.Conditions.Single(c => c.Type == ConditionTypes.Ready).Message;

    private async Task<IReadOnlyList<string>> TellAsync(string name) =>
    [
        await rig.Plane.KubectlAsync("get", "connector", name, "--namespace", rig.Name, "--output=yaml"),
        await rig.Plane.KubectlAsync("get", "events", "--namespace", rig.Name, "--output=yaml"),
        await rig.Plane.KubectlAsync("get", "pods", "--namespace", rig.Name, "--output=yaml"),
    ];
}
