using Onair.Api.Connectors;
using Onair.Api.LiveStreams;

namespace Onair.Tests.Integration.Connectors;

/// <summary>Edits of what a run was begun with: where it pushes to, and who pushes. Only another run can follow.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class MoveTests(ConnectorRig rig) : IClassFixture<ConnectorRig>
{
    [Fact]
    public async Task A_connector_that_goes_on_to_another_target_waits_until_that_is_free_and_stays_on_air()
    {
        var (here, there) = (await rig.ServiceAsync("here"), await rig.ServiceAsync("there"));
        var mover = await rig.CreateAsync("mover", spec => spec.Target = here);
        await rig.OnAirAsync("mover");
        await rig.CreateAsync("holder", spec => spec.Target = there);
        await rig.OnAirAsync("holder");
        var before = (await rig.PodsAsync(mover)).ShouldHaveSingleItem();

        await rig.PatchAsync("mover", """{"spec":{"target":{"rtmp":{"urlSecretRef":{"name":"there"}}}}}""");
        var pending = await rig.UntilAsync("mover", c => c.Is(ConnectorConditions.ChangesPending), "with changes pending");
        (pending.Is(ConnectorConditions.OnAir), pending.Recorded.Target).ShouldBe((true, "Secret/here:url"));

        await rig.PatchAsync("mover", """{"spec":{"applyPolicy":"Immediately"}}""");
        var waiting = await rig.WaitingAsync("mover", "TargetBusy");
        waiting.Is(ConnectorConditions.OnAir).ShouldBeTrue();
        (await rig.PodsAsync(mover)).ShouldHaveSingleItem().Metadata.Uid.ShouldBe(before.Metadata.Uid);

        // What it feeds still is its own.
        await rig.CreateAsync("next", spec => spec.Target = here);
        await rig.WaitingAsync("next", "TargetBusy");

        await rig.PatchAsync("holder", """{"spec":{"state":"Stopped"}}""");
        (await rig.OnAirAsync("mover")).Recorded.Target.ShouldBe("Secret/there:url");
        rig.Kubelet.Plans.Keys.Count(pod => pod.StartsWith("mover-", StringComparison.Ordinal)).ShouldBe(2);
        rig.Kubelet.Plans[(await rig.PodsAsync(mover)).ShouldHaveSingleItem().Metadata.Name!].Targets.ShouldHaveSingleItem().ShouldEndWith("key-of-there");
        await rig.OnAirAsync("next");
        foreach (var name in (string[])["mover", "holder", "next"]) await rig.GoneAsync(name);
    }

    [Fact]
    public async Task A_connector_moves_between_a_pod_and_a_pipeline_without_ever_having_both()
    {
        var target = await rig.ServiceAsync("changing");
        var connector = await rig.CreateAsync("changing", spec => (spec.Target, spec.ApplyPolicy) = (target, ApplyPolicy.Immediately));
        await rig.OnAirAsync("changing");

        await rig.PatchAsync("changing", """{"spec":{"source":{"colorBars":null,"chimePipeline":{"meetingArn":"ARN","providerRef":{"name":"PROVIDER"}}}}}"""
            .Replace("ARN", Meeting("one"), StringComparison.Ordinal).Replace("PROVIDER", rig.Name, StringComparison.Ordinal));
        var one = (await rig.OnAirAsync("changing")).Recorded.ChimePipeline!.Id!;
        (await rig.PodsAsync(connector)).ShouldBeEmpty();
        (await rig.Account.PipelinesAsync()).ShouldBe([one]);

        // Another meeting is another pipeline.
        await rig.PatchAsync("changing", """{"spec":{"source":{"chimePipeline":{"meetingArn":"ARN"}}}}""".Replace("ARN", Meeting("two"), StringComparison.Ordinal));
        var two = (await rig.UntilAsync("changing", c => c.Recorded.ChimePipeline?.Id is { } id && id != one && c.Is(ConnectorConditions.OnAir), "on air with another meeting")).Recorded.ChimePipeline!.Id!;
        (await rig.Account.PipelinesAsync()).ShouldBe([two]);

        await rig.PatchAsync("changing", """{"spec":{"source":{"colorBars":{},"chimePipeline":null}}}""");
        (await rig.OnAirAsync("changing")).Recorded.ChimePipeline.ShouldBeNull();
        (await rig.PodsAsync(connector)).ShouldHaveSingleItem();
        (await rig.Account.PipelinesAsync()).ShouldBeEmpty();
        await rig.GoneAsync("changing");
    }

    [Fact]
    public async Task A_pipeline_ends_in_the_account_that_it_was_created_in()
    {
        var target = await rig.ServiceAsync("moved-away");
        await rig.CreateAsync("moved-away", spec =>
        {
            spec.Source = new() { ChimePipeline = new() { MeetingArn = Meeting("kept"), ProviderRef = new() { Name = rig.Name } } };
            spec.Target = target;
        });
        await rig.OnAirAsync("moved-away");

        await rig.PatchAsync("moved-away", """{"spec":{"source":{"chimePipeline":{"providerRef":{"name":"no-such-provider"}}},"applyPolicy":"Immediately"}}""");
        (await rig.WaitingAsync("moved-away", "ProviderMissing")).Is(ConnectorConditions.OnAir).ShouldBeTrue();

        await rig.GoneAsync("moved-away");
        (await rig.Account.PipelinesAsync()).ShouldBeEmpty();
    }

    private static string Meeting(string name) => $"arn:aws:chime:us-east-1:{EmulatorProcess.AccountId}:meeting/{name}";
}
