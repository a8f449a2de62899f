using System.Text.Json.Nodes;
using Onair.Api;
using Onair.Api.Common;
using Onair.Api.VideoAssets;
using Onair.Tests.Integration.ArchiveSplits;

namespace Onair.Tests.Integration.VideoAssets;

/// <summary>From a declaration to something that plays, and back to nothing.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class LifecycleTests(AssetRig rig) : IClassFixture<AssetRig>
{
    [Fact]
    public async Task A_client_uploads_to_the_URL_in_the_Secret_and_the_asset_plays()
    {
        var created = await rig.UploadedByClientAsync("upload", a => a.Spec.Thumbnail.TimeSeconds = 4);
        await rig.SendAsync("upload", await SplitRig.TenSecondsAsync());

        var asset = await rig.PlaysAsync("upload");

        var status = asset.Recorded;
        status.State.ShouldBe(VideoAssetState.Ready);
        status.Media.ShouldNotBeNull();
        status.Media.DurationSeconds.ShouldNotBeNull().ShouldBe(10, 0.2);
        (status.Media.Resolution, status.Media.VideoCodec, status.Media.AudioCodec, status.Media.FrameRate).ShouldBe(("320x180", "h264", "aac", 30));
        status.Media.Tracks.Select(t => t.Type).Order().ShouldBe(["audio", "video"]);
        (await rig.StatusOfAsync(status.Playback!.Url!)).ShouldBe(200);
        (await rig.StatusOfAsync(status.ThumbnailUrl!)).ShouldBe(200);
        status.ThumbnailUrl!.ShouldContain("time=4");
        (await rig.SecretAsync("upload-upload")).ShouldBeEmpty("the URL is of no use any more");
        var other = await rig.AtServiceAsync("assets", created.Uid);
        ((string?)other.ShouldHaveSingleItem()["meta"]?["title"]).ShouldBe("upload");

        await rig.AssetDeletedAsync("upload");

        (await rig.AtServiceAsync("assets", created.Uid)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Once_it_plays_a_round_costs_no_call_and_no_write()
    {
        await rig.UploadedByClientAsync("quiet");
        await rig.SendAsync("quiet", await SplitRig.TenSecondsAsync());
        var before = await rig.PlaysAsync("quiet");
        var calls = rig.Proxy.Watch();

        await rig.AnnotateAsync("quiet", "example.com/note", "1");
        await rig.EditAsync("quiet", new() { ["description"] = "Nothing that the service knows of." });

        var after = await rig.AssetUntilAsync("quiet", a => a.Recorded.ObservedGeneration == a.Metadata.Generation, "the edit was seen");
        after.Recorded.ReadyAt.ShouldBe(before.Recorded.ReadyAt);
        calls.Paths().ShouldNotContain(p => p.Contains(before.Recorded.AssetId!, StringComparison.Ordinal));
        await rig.AssetDeletedAsync("quiet");
    }

    [Fact]
    public async Task A_section_becomes_an_asset_when_it_is_cut()
    {
        var created = await rig.CreateAssetAsync("section", new() { ArchiveSplitRef = new() { Name = "cut", Section = 1 } });
        await rig.AssetUntilAsync("section", a => Reason(a) == "SplitMissing", "it waits for the split");
        await rig.RecordedAsync("cut");
        await rig.CreateAsync("cut", "cut", null, (0, 5), (12, 18.5));

        var asset = await rig.PlaysAsync("section");

        asset.Recorded.Media!.DurationSeconds.ShouldNotBeNull().ShouldBe(6.5, 0.1);
        asset.Recorded.Media.Bytes.ShouldBe((await rig.FindAsync("cut"))!.Recorded.Sections[1].Bytes);
        asset.Recorded.Media.Bitrate.ShouldNotBeNull().ShouldBeGreaterThan(50_000);
        (await rig.AtServiceAsync("assets", created.Uid)).Count.ShouldBe(1);
        await rig.AssetDeletedAsync("section");
        (await rig.AtServiceAsync("assets", created.Uid)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_URL_is_fetched_and_one_that_holds_no_video_says_why()
    {
        var created = await rig.CreateAssetAsync("url", new() { Url = await rig.StoredAsync("talk.ts", await SplitRig.TenSecondsAsync()) });
        await rig.PlaysAsync("url");
        (await rig.AtServiceAsync("assets", created.Uid)).Count.ShouldBe(1);

        var page = await rig.CreateAssetAsync("page", new() { Url = await rig.StoredAsync("page.html", "<html></html>"u8.ToArray()) });
        var errored = await rig.StalledAsync("page", "Errored");
        errored.Recorded.State.ShouldBe(VideoAssetState.Errored);
        errored.Recorded.Error.ShouldNotBeNullOrEmpty();

        await rig.AnnotateAsync("page", Annotations.Retry, "1");
        await rig.AssetUntilAsync("page", a => a.Recorded.Retry == "1" && a.Recorded.State == VideoAssetState.Errored && a.Recorded.Creations == 2, "it was tried again");
        (await rig.AtServiceAsync("assets", page.Uid)).Count.ShouldBe(1, "the errored one was deleted");
        await rig.AssetDeletedAsync("page");
        (await rig.AtServiceAsync("assets", page.Uid)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_upload_is_cancelled_replaced_and_runs_into_an_error()
    {
        var created = await rig.UploadedByClientAsync("again");
        var first = await rig.AssetUntilAsync("again", a => a.Recorded.Upload?.SecretName is not null, "its URL is there");
        var url = (await rig.SecretAsync("again-upload"))["url"];

        await rig.AnnotateAsync("again", Annotations.NewUpload, "second");
        var second = await rig.AssetUntilAsync("again", a => a.Recorded.Upload is { SecretName: not null } u && u.Id != first.Recorded.Upload!.Id, "it has another URL");
        (await rig.SecretAsync("again-upload"))["url"].ShouldNotBe(url);

        await rig.AnnotateAsync("again", Annotations.CancelUpload, "1");
        await rig.StalledAsync("again", "UploadCancelled");
        (await rig.SecretAsync("again-upload")).ShouldBeEmpty();
        (await rig.AtServiceAsync("uploads", created.Uid)).ShouldAllBe(u => (string)u["status"]! == "cancelled");

        await rig.AnnotateAsync("again", Annotations.NewUpload, "third");
        await rig.AssetUntilAsync("again", a => a.Recorded.Upload is { SecretName: not null } u && u.Id != second.Recorded.Upload!.Id, "it has a third URL");
        await rig.SendAsync("again", "this is no video"u8.ToArray());
        (await rig.StalledAsync("again", "Errored")).Recorded.Error.ShouldNotBeNullOrEmpty();

        await rig.AnnotateAsync("again", Annotations.NewUpload, "fourth");
        await rig.AssetUntilAsync("again", a => a.Recorded is { State: VideoAssetState.Waiting, NewUpload: "fourth", Upload.SecretName: not null }, "it has a fourth URL");
        await rig.SendAsync("again", await SplitRig.TenSecondsAsync());
        await rig.PlaysAsync("again");
        (await rig.AtServiceAsync("assets", created.Uid)).Count.ShouldBe(1);
        await rig.AssetDeletedAsync("again");
        (await rig.AtServiceAsync("assets", created.Uid)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Deletion_policy_Retain_keeps_the_asset_at_the_service()
    {
        var created = await rig.UploadedByClientAsync("kept", a => a.Spec.DeletionPolicy = DeletionPolicy.Retain);
        await rig.SendAsync("kept", await SplitRig.TenSecondsAsync());
        await rig.PlaysAsync("kept");

        await rig.AssetDeletedAsync("kept");

        ((string?)(await rig.AtServiceAsync("assets", created.Uid)).ShouldHaveSingleItem()["status"]).ShouldBe("ready");
    }

    [Fact]
    public async Task An_upload_that_nobody_finished_is_cancelled_with_its_asset()
    {
        var created = await rig.UploadedByClientAsync("unused");
        await rig.AssetUntilAsync("unused", a => a.Recorded.Upload?.SecretName is not null, "its URL is there");

        await rig.AssetDeletedAsync("unused");

        ((string?)(await rig.AtServiceAsync("uploads", created.Uid)).ShouldHaveSingleItem()["status"]).ShouldBe("cancelled");
    }

    [Fact]
    public async Task While_the_service_is_away_the_finalizer_stays_and_says_so()
    {
        var created = await rig.UploadedByClientAsync("outage");
        await rig.SendAsync("outage", await SplitRig.TenSecondsAsync());
        await rig.PlaysAsync("outage");
        rig.Proxy.Cut("mux:");
        try
        {
            await rig.Client.DeleteAsync(OnairResources.VideoAssets, "outage", rig.Name);
            var waiting = await rig.AssetUntilAsync("outage", a => Reason(a) == "ServiceUnavailable", "it says so");
            waiting.Metadata.Finalizers.ShouldNotBeNull().ShouldContain(Annotations.Finalizer);
            waiting.Recorded.Conditions.First(c => c.Type == ConditionTypes.Reconciling).Message.ShouldStartWith("GetAsset: the service answered 503");
        }
        finally
        {
            rig.Proxy.Cut("");
        }

        await Eventually.ShouldBeAsync(async () => await rig.FindAssetAsync("outage") is null, () => $"it is gone\n{rig.Operator.Tail(40)}", 180);
        (await rig.AtServiceAsync("assets", created.Uid)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Chapters_beyond_the_end_are_told_and_it_plays_on()
    {
        await rig.UploadedByClientAsync("chapters", a => a.Spec.Chapters = [new() { StartSeconds = 0, Title = "Welcome" }, new() { StartSeconds = 12, Title = "Too late" }]);
        await rig.SendAsync("chapters", await SplitRig.TenSecondsAsync());

        var stalled = await rig.StalledAsync("chapters", "Invalid");

        stalled.Recorded.State.ShouldBe(VideoAssetState.Ready);
        stalled.Recorded.Conditions.First(c => c.Type == ConditionTypes.Stalled).Message.ShouldContain("spec.chapters[1]");
        (await rig.StatusOfAsync(stalled.Recorded.Playback!.Url!)).ShouldBe(200);
        await rig.EditAsync("chapters", new() { ["chapters"] = new JsonArray() });
        await rig.PlaysAsync("chapters");
        await rig.AssetDeletedAsync("chapters");
    }

    [Fact]
    public async Task A_Secret_of_somebody_else_is_neither_read_nor_written()
    {
        await rig.CreateSecretAsync("taken-upload", ("url", "mine"));
        await rig.UploadedByClientAsync("taken");

        var stalled = await rig.StalledAsync("taken", "SecretTaken");

        stalled.Recorded.Conditions.First(c => c.Type == ConditionTypes.Stalled).Message.ShouldBe(
            "spec.source.directUpload.secretName: Secret \"taken-upload\" exists and belongs to something else; delete it, or name another");
        (await rig.SecretAsync("taken-upload"))["url"].ShouldBe("mine");
        await rig.AssetDeletedAsync("taken");
        (await rig.SecretAsync("taken-upload"))["url"].ShouldBe("mine");
    }

    private static string? Reason(VideoAsset asset) => asset.Recorded.Conditions.FirstOrDefault(c => c.Type == ConditionTypes.Reconciling)?.Reason;
}
