using Onair.Tests.Integration.ArchiveSplits;
using Onair.Tests.Integration.Operator;

namespace Onair.Tests.Integration.VideoAssets;

/// <summary>The operator is killed, answers are lost, calls fail: there is one upload, one asset, and in the end nothing.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class FaultTests(AssetRig rig) : IClassFixture<AssetRig>
{
    [Fact]
    public async Task Killed_after_each_call_of_its_life_an_uploaded_asset_is_made_once()
    {
        var killed = Kill("mux:CreateUpload");
        var created = await rig.UploadedByClientAsync("killed");
        killed = await NextAsync(killed, "mux:ListUploads");
        killed = await NextAsync(killed, "mux:GetUpload");
        await killed();
        await rig.AssetUntilAsync("killed", a => a.Recorded.Upload?.SecretName is not null, "its upload URL is there");
        killed = Kill("mux:GetUpload");
        await rig.SendAsync("killed", await SplitRig.TenSecondsAsync());
        killed = await NextAsync(killed, "mux:GetAsset");
        killed = await NextAsync(killed, "mux:GetInputInfo");
        await killed();

        await rig.PlaysAsync("killed", 180);

        (await rig.AtServiceAsync("uploads", created.Uid)).Count.ShouldBe(1);
        (await rig.AtServiceAsync("assets", created.Uid)).Count.ShouldBe(1);

        killed = Kill("mux:DeleteAsset");
        await rig.Client.DeleteAsync(Onair.Api.OnairResources.VideoAssets, "killed", rig.Name);
        await killed();
        await Eventually.ShouldBeAsync(async () => await rig.FindAssetAsync("killed") is null, () => $"it is gone\n{rig.Operator.Tail(40)}", 180);
        (await rig.AtServiceAsync("assets", created.Uid)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Killed_after_each_call_an_asset_of_a_URL_is_made_once_and_an_upload_cancelled()
    {
        var url = await rig.StoredAsync("killed.ts", await SplitRig.TenSecondsAsync());
        var killed = Kill("mux:CreateAsset");
        var created = await rig.CreateAssetAsync("killed-url", new() { Url = url });
        killed = await NextAsync(killed, "mux:ListAssets");
        await killed();
        await rig.PlaysAsync("killed-url", 180);
        (await rig.AtServiceAsync("assets", created.Uid)).Count.ShouldBe(1);
        await rig.AssetDeletedAsync("killed-url");

        var upload = await rig.UploadedByClientAsync("killed-upload");
        await rig.AssetUntilAsync("killed-upload", a => a.Recorded.Upload?.SecretName is not null, "its URL is there");
        killed = Kill("mux:CancelUpload");
        await rig.Client.DeleteAsync(Onair.Api.OnairResources.VideoAssets, "killed-upload", rig.Name);
        await killed();
        await Eventually.ShouldBeAsync(async () => await rig.FindAssetAsync("killed-upload") is null, () => $"it is gone\n{rig.Operator.Tail(40)}", 180);
        ((string?)(await rig.AtServiceAsync("uploads", upload.Uid)).ShouldHaveSingleItem()["status"]).ShouldBe("cancelled");
    }

    [Fact]
    public async Task Killed_with_its_creation_unknown_a_deleted_asset_leaves_nothing()
    {
        var killed = Kill("mux:CreateUpload");
        var created = await rig.UploadedByClientAsync("orphan");
        await killed(async () => await rig.Client.DeleteAsync(Onair.Api.OnairResources.VideoAssets, "orphan", rig.Name));
        await Eventually.ShouldBeAsync(async () => await rig.FindAssetAsync("orphan") is null, () => $"it is gone\n{rig.Operator.Tail(40)}", 180);
        ((string?)(await rig.AtServiceAsync("uploads", created.Uid)).ShouldHaveSingleItem()["status"]).ShouldBe("cancelled");
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.35)]
    public async Task With_calls_that_fail_before_or_after_their_effect_each_asset_is_made_once(double rate)
    {
        string[] names = [.. Enumerable.Range(0, 4).Select(i => $"faulty-{rate * 100:0}-{i}")];
        var url = await rig.StoredAsync("faulty.ts", await SplitRig.TenSecondsAsync());
        rig.Proxy.Fail("mux:", rate, seed: 7);
        try
        {
            var uids = new Dictionary<string, string>();
            foreach (var name in names)
                uids[name] = (name[^1] is '0' or '1' ? await rig.UploadedByClientAsync(name) : await rig.CreateAssetAsync(name, new() { Url = url })).Uid;
            foreach (var name in names.Take(2)) await rig.SendAsync(name, await SplitRig.TenSecondsAsync());
            foreach (var name in names)
            {
                await rig.PlaysAsync(name, 120);
                (await rig.AtServiceAsync("assets", uids[name])).Count.ShouldBe(1, name);
                (await rig.AtServiceAsync("uploads", uids[name])).Count.ShouldBe(name[^1] is '0' or '1' ? 1 : 0, name);
            }

            foreach (var name in names) await rig.AssetDeletedAsync(name);
            foreach (var name in names) (await rig.AtServiceAsync("assets", uids[name])).ShouldBeEmpty(name);
        }
        finally
        {
            rig.Proxy.Cut("");
        }
    }

    /// <summary>Has the operator killed when a call has had its effect; what is returned waits for that, and starts it again.</summary>
    private Killing Kill(string operation)
    {
        var lost = rig.Proxy.LoseAnswer(operation, Lost.Cut, first: rig.Operator.KillAsync);
        return async (meanwhile) =>
        {
            await lost.WaitAsync(TimeSpan.FromMinutes(2));
            if (meanwhile is not null) await meanwhile();
            await rig.RestartOperatorAsync();
        };
    }

    /// <summary>
    /// Has the operator killed once more at another call. That is arranged before it runs again, because it may make the call
    /// as soon as it does.
    /// </summary>
    private async Task<Killing> NextAsync(Killing killed, string operation)
    {
        Killing next = null!;
        await killed(() =>
        {
            next = Kill(operation);
            return Task.CompletedTask;
        });
        return next;
    }

    private delegate Task Killing(Func<Task>? meanwhile = null);
}
