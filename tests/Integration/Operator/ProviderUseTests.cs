using Onair.Api;
using Onair.Api.Common;
using Onair.Api.MediaProviders;
using Onair.Kubernetes.Client;

namespace Onair.Tests.Integration.Operator;

/// <summary>What a provider in use may not lose, in a cluster without the admission webhook.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class ProviderUseTests(OperatorRig rig) : IClassFixture<OperatorRig>
{
    [Fact]
    public async Task A_deleted_provider_stays_until_nothing_is_left_in_its_account()
    {
        var name = $"{rig.Name}-used";
        await rig.CreateProviderAsync(name);
        await rig.Streams.CreateAsync("user", "{}", name);
        var stream = await rig.Streams.ReadyAsync("user");

        await rig.Client.DeleteAsync(OnairResources.MediaProviders, name, null);

        await UntilAsync(
            name, p => Condition(p, ConditionTypes.Reconciling) is
            {
                Reason: "InUse", Message: var m,
            } && m.Contains($"1 LiveStream ({rig.Name}/user)", StringComparison.Ordinal), "says who uses it");
        await rig.Streams.PatchAsync("user", """{"spec":{"input":{"allowedCidrs":["203.0.113.0/24"]}}}""");
        await rig.Streams.ReadyAsync("user");
        (await rig.Account.OwnedAsync(stream.Uid)).Count.ShouldBe(5, "the stream is looked after as before");
        await rig.Streams.DeleteAndWaitAsync("user");
        (await rig.Account.OwnedAsync(stream.Uid)).ShouldBeEmpty();
        await GoneAsync(name);
    }

    [Fact]
    public async Task A_provider_without_guard_goes_at_once()
    {
        var name = $"{rig.Name}-unguarded";
        await rig.CreateProviderAsync(name);
        await rig.Streams.CreateAsync("abandoned", "{}", name);
        await rig.Streams.ReadyAsync("abandoned");
        await rig.Client.PatchAsync(OnairResources.MediaProviders, name, null, Patch.Merge("""{"spec":{"onAirGuard":false}}"""));

        await rig.Client.DeleteAsync(OnairResources.MediaProviders, name, null);

        await GoneAsync(name);
        await rig.CreateProviderAsync(name);
        await rig.Streams.DeleteAndWaitAsync("abandoned");
    }

    [Fact]
    public async Task A_region_that_was_verified_cannot_be_changed_and_loses_nothing()
    {
        var name = $"{rig.Name}-region";
        await rig.CreateProviderAsync(name);
        await rig.Streams.CreateAsync("settled", "{}", name);
        var stream = await rig.Streams.ReadyAsync("settled");
        var calls = rig.Proxy.Watch();

        await rig.Client.PatchAsync(OnairResources.MediaProviders, name, null, Patch.Merge("""{"spec":{"aws":{"region":"ap-south-1"}}}"""));

        await UntilAsync(
            name, p => Condition(p, ConditionTypes.Ready) is { Status: ConditionStatus.False, Reason: "Invalid", Message: var m }
                && m == $"spec.aws.region: Invalid value: \"ap-south-1\": cannot be changed from {EmulatorProcess.Region}; create another MediaProvider",
            "refuses another region");
        await rig.Streams.NotReadyAsync("settled", "CredentialsUnusable");
        calls.Changes().ShouldBeEmpty();
        (await rig.Account.OwnedAsync(stream.Uid)).Count.ShouldBe(5);
        await rig.Client.PatchAsync(
            OnairResources.MediaProviders, name, null, Patch.Merge($$$$"""{"spec":{"aws":{"region":"{{{{EmulatorProcess.Region}}}}"}}}"""));
        await rig.Streams.ReadyAsync("settled");
        await rig.Streams.DeleteAndWaitAsync("settled");
    }

    private static Condition? Condition(MediaProvider provider, string type) => provider.Status?.Conditions.FirstOrDefault(c => c.Type == type);

    private async Task UntilAsync(string name, Func<MediaProvider, bool> condition, string what)
    {
        MediaProvider? last = null;
        await Eventually.ShouldBeAsync(
            async () => condition(last = await rig.Client.GetAsync(OnairResources.MediaProviders, name, null)),
            () => $"{name} {what}; it is {string.Join(", ", last?.Status?.Conditions.Select(c => c.ToString()) ?? [])}");
    }

    private Task GoneAsync(string name) => Eventually.ShouldBeAsync(
        async () => await rig.Client.FindAsync(OnairResources.MediaProviders, name, null) is null, $"{name} is gone");
}
