using Onair.Api;
using Onair.Tests.Integration.Api;

namespace Onair.Tests.Integration.Webhook;

[Collection(ControlPlaneCollection.Name)]
public sealed class DeletionTests(WebhookRig rig) : IClassFixture<WebhookRig>
{
    private const string Receiving =
        """{"currentSessionId":"s1","conditions":[{"type":"Receiving","status":"True","reason":"Input","message":"Video arrives.","lastTransitionTime":"2026-01-01T00:00:00Z"}]}""";

    [Fact]
    public async Task A_receiving_stream_is_deleted_only_without_its_guard()
    {
        await rig.CreateProviderAsync("guarded");
        await rig.ApplyAsync(rig.Manifest("show", $"{{state: Running, onAirGuard: true, providerRef: {{name: {rig.ProviderName("guarded")}}}}}"));
        await rig.RecordAsync("show", Receiving);

        var denied = await rig.KubectlAsync("", "delete", "livestream", "show");
        denied.ExitCode.ShouldBe(1);
        denied.Errors.Trim().ShouldBe(
            "Error from server (Forbidden): admission webhook \"livestreams.onair.dev\" denied the request: LiveStream \"show\" is receiving video, "
            + "and spec.onAirGuard is true. Set spec.state: Stopped to end the show, or spec.onAirGuard: false to delete it on air.");
        (await rig.KubectlAsync("", "delete", "livestreams", "--all")).ExitCode.ShouldBe(1);

        var edit = await rig.KubectlAsync("", "patch", "livestream", "show", "--type=merge", "-p", """{"spec":{"onAirGuard":false,"deletionPolicy":"Retain"}}""");
        edit.Errors.ShouldBeEmpty();
        await rig.RecordAsync("show", """{"resources":{"channelId":"1234567"}}""");
        var deleted = await rig.KubectlAsync("", "delete", "livestream", "show");
        deleted.ExitCode.ShouldBe(0, deleted.Errors);
        deleted.Errors.Trim().ShouldBe(
            "Warning: spec.deletionPolicy is Retain and MediaLive channel 1234567 is running: it keeps running, and billing, until you stop it");
    }

    [Fact]
    public async Task A_provider_in_use_is_deleted_only_without_its_guard()
    {
        await rig.CreateProviderAsync("used");
        var provider = rig.ProviderName("used");
        foreach (var name in new[] { "a", "b", "c", "d" }) await rig.ApplyAsync(rig.Manifest($"user-{name}", $"{{providerRef: {{name: {provider}}}}}"));

        var denied = await Kubectl.RunAsync(rig.Plane, "", "delete", "mediaprovider", provider);
        denied.ExitCode.ShouldBe(1);
        denied.Errors.Trim().ShouldBe(
            $"Error from server (Forbidden): admission webhook \"mediaproviders.onair.dev\" denied the request: MediaProvider \"{provider}\" is used by 4 LiveStreams "
            + $"({rig.Name}/user-a, {rig.Name}/user-b, {rig.Name}/user-c and 1 more), and spec.onAirGuard is true. Delete them first, or set spec.onAirGuard: false.");

        var collection = $"/apis/onair.dev/v1alpha1/mediaproviders?labelSelector={WebhookRig.Label}={rig.Name}";
        (await Kubectl.RunAsync(rig.Plane, "", "delete", "--raw", collection)).Errors.ShouldContain("is used by 4 LiveStreams");
        (await rig.Client.FindAsync(OnairResources.MediaProviders, provider, null)).ShouldNotBeNull().Metadata.DeletionTimestamp.ShouldBeNull();

        await rig.PatchProviderAsync("used", """{"spec":{"onAirGuard":false}}""");
        (await Kubectl.RunAsync(rig.Plane, "", "delete", "mediaprovider", provider)).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_provider_that_nobody_uses_is_deleted()
    {
        await rig.CreateProviderAsync("unused");

        (await Kubectl.RunAsync(rig.Plane, "", "delete", "mediaprovider", rig.ProviderName("unused"))).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Warns_how_an_edit_affects_a_stream_on_air()
    {
        await rig.CreateProviderAsync("live");
        await rig.ApplyAsync(rig.Manifest("warned", $"{{state: Running, providerRef: {{name: {rig.ProviderName("live")}}}}}"));
        await rig.RecordAsync("warned", Receiving);

        (await PatchAsync("""{"encoder":{"gopSeconds":4}}""")).ShouldBe(
            "Warning: spec.applyPolicy is WhenIdle: these edits wait until the channel is stopped: spec.encoder.gopSeconds");
        (await PatchAsync("""{"applyPolicy":"Immediately","encoder":{"gopSeconds":1}}""")).ShouldBe(
            "Warning: spec.applyPolicy is Immediately: the channel is stopped and started again for: spec.encoder.gopSeconds; viewers see an interruption");
        (await PatchAsync("""{"state":null,"schedule":[{"start":"2020-01-01T00:00:00Z","stop":"2020-01-01T01:00:00Z"}]}""")).ShouldBe(
            "Warning: spec.schedule: the only window is in the past, and none follows: the channel no longer runs\n"
            + "Warning: LiveStream \"warned\" is receiving video and goes off air now");
        (await PatchAsync("""{"packaging":{"segmentSeconds":6}}""")).ShouldBe(
            "Warning: spec.schedule: the only window is in the past, and none follows: the channel no longer runs");

        async Task<string> PatchAsync(string spec) =>
            (await rig.KubectlAsync("", "patch", "livestream", "warned", "--type=merge", "-p", $$"""{"spec":{{spec}}}""")).Errors.Trim();
    }
}
