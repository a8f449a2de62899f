using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.S3;
using Onair.Api.Common;
using Onair.Tests.E2E.Cluster;
using Onair.Tests.E2E.Events;
using Onair.Tests.E2E.Tools;
using Xunit.Abstractions;

namespace Onair.Tests.E2E.Connectors;

/// <summary>Sound and picture of a page are together in the recording of the channel.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class TogetherTests(Environment environment, ITestOutputHelper output)
{
    private const string Bucket = "onair-output";
    private const string Key = "e2e/flashes-and-beeps.html";

    private static readonly TimeSpan Recorded = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task Flashes_and_beeps_of_a_page_are_together_in_the_recording()
    {
        var url = await PublishPageAsync();
        await using var stream = await TestStream.ApplyAsync(environment.Kubectl, Show.Spec(other: [("encoder", Rendition())]));
        await stream.WaitForConditionAsync(ConditionTypes.Ready, Show.InAWhile);
        var spec = TestConnector.Spec(
            new() { ["page"] = new JsonObject { ["url"] = url } }, new() { ["liveStreamRef"] = new JsonObject { ["name"] = stream.Name } });
        // A frame more in each second is a frame less of doubt.
        spec["video"]!["frameRate"] = 30;
        await using (var connector = await TestConnector.ApplyAsync(environment.Kubectl, stream.Name, "clock", spec))
        {
            await connector.OnAirAsync();
            await Task.Delay(Recorded);
            var delay = (await connector.StatusAsync()).AudioDelaySeconds * 1000;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the sound is delayed by {delay:0} ms"));
        }

        var push = await RecordingAsync(stream);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"offset {push.Offset * 1000:0} ms of {push.Offsets.Count} beeps ({push.Offsets.DefaultIfEmpty().Min() * 1000:0} to {push.Offsets.DefaultIfEmpty().Max() * 1000:0}), drift {push.Drift * 1000:0} ms, longest gap {push.LongestGap:0.000} s"));
        push.Offsets.Count.ShouldBeGreaterThan(15);
        push.Offset.ShouldBe(0, 0.040);
    }

    /// <summary>Ends the session; what it has recorded.</summary>
    private async Task<RecordedPush> RecordingAsync(TestStream stream)
    {
        await stream.PatchSpecAsync("""{"state": "Stopped"}""");
        var status = await stream.UntilAsync("its end", it => it is { CurrentSessionId: null, Sessions: [{ StoppedAt: not null }] }, Show.InAWhile);
        var file = Artifacts.Path($"{stream.Name}.ts");
        await Archive.JoinAsync(environment.Account.S3, status.Sessions[0].ArchivePath.ShouldNotBeNull(), file);
        return await RecordedPush.ReadAsync(file);
    }

    /// <summary>Puts a page with a video that flashes and beeps into a bucket of the account; a link to it as the pods reach it.</summary>
    private async Task<string> PublishPageAsync()
    {
        var file = Artifacts.Path("flashes.webm");
        await FlashingVideo.MakeAsync(file, FlashingVideo.WebM);
        var page = $"""
            <!doctype html><body style="margin:0;overflow:hidden;background:#303030">
            <video loop autoplay style="width:100vw;height:100vh;object-fit:fill" src="data:video/webm;base64,{Convert.ToBase64String(await File.ReadAllBytesAsync(file))}"></video>
            """;
        await environment.Account.S3.PutObjectAsync(new() { BucketName = Bucket, Key = Key, ContentBody = page, ContentType = "text/html" });
        using var signer = new AmazonS3Client(environment.Credentials, new AmazonS3Config
        {
            ServiceURL = new Uri(TestConnector.Meeting).GetLeftPart(UriPartial.Authority),
            AuthenticationRegion = environment.Account.S3.Config.AuthenticationRegion,
            ForcePathStyle = true,
        });
        return await signer.GetPreSignedURLAsync(new() { BucketName = Bucket, Key = Key, Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(1), Protocol = Protocol.HTTP });
    }

    private static JsonObject Rendition() => new()
    {
        ["renditions"] = new JsonArray(new JsonObject { ["width"] = 640, ["height"] = 360, ["bitrate"] = 1_000_000, ["frameRate"] = 30 }),
    };
}
