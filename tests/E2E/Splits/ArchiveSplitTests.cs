using System.Text.Json.Nodes;
using Amazon.S3.Model;
using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Tests.E2E.Browser;
using Onair.Tests.E2E.Cluster;
using Onair.Tests.E2E.Tools;
using Onair.Tests.Recordings;

namespace Onair.Tests.E2E.Splits;

/// <summary>A recording is cut by real pods: while the show goes on, and afterwards to the frame.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class ArchiveSplitTests(Environment environment)
{
    private const double Frame = 1.0 / 30;

    private static readonly TimeSpan InAWhile = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_recording_is_cut_while_the_show_goes_on_and_an_hour_of_it_afterwards_to_the_frame()
    {
        await using var stream = await TestStream.ApplyAsync(environment.Kubectl, Spec());
        await stream.WaitForConditionAsync(ConditionTypes.Ready, InAWhile);
        var secret = await Eventually.GetAsync("the push URL", stream.StreamKeySecretAsync, it => it.ContainsKey("url-0"), InAWhile);
        await using (var publisher = Publisher.Start(secret["url-0"]))
        {
            await The_show_is_cut_while_it_goes_on(stream);
            publisher.IsRunning.ShouldBeTrue(publisher.Log);
        }

        await stream.PatchSpecAsync("""{"state": "Stopped"}""");
        var status = await Eventually.GetAsync("the end of the session", stream.StatusAsync, it => it.Sessions is [{ StoppedAt: not null }], InAWhile);

        await ReplaceByTheHourAsync(new(status.Sessions[0].ArchivePath!));
        await The_hour_is_cut_to_the_frame(stream);
        await Key_frames_alone_say_how_far_they_are(stream);
    }

    private static JsonObject Spec() => new()
    {
        ["state"] = nameof(StreamState.Running),
        ["providerRef"] = new JsonObject { ["name"] = Environment.ProviderName },
        ["encoder"] = new JsonObject { ["renditions"] = new JsonArray(new JsonObject { ["width"] = 640, ["height"] = 360, ["bitrate"] = 800_000 }) },
        ["archive"] = new JsonObject { ["segmentSeconds"] = 5 },
    };

    private async Task The_show_is_cut_while_it_goes_on(TestStream stream)
    {
        var split = new TestSplit(environment.Kubectl, environment.Account.S3, stream, "live");
        await split.ApplyAsync([], (1.5, 9));

        var section = (await split.ReadyAsync(InAWhile)).Sections.ShouldHaveSingleItem();

        section.Method.ShouldBe("EdgesEncoded", section.Message);
        await split.WithFileAsync(section, async file =>
        {
            (await Mp4File.SecondsAsync(file)).ShouldBe(7.5, Frame);
            (await MediaFile.DecodeAsync(file)).ShouldBeEmpty();
        });
        var screening = await FileViewer.PlayAsync(await split.UrlAsync(section));
        screening.ShouldBe(screening with { Duration = 7.5, Width = 640, Height = 360, Ended = true, Error = null });

        await split.DeleteAsync();
        (await split.JobsAsync()).ShouldBeEmpty();
        var location = new Uri(section.OutputUrl!);
        (await environment.Account.S3.ListObjectsV2Async(new() { BucketName = location.Host, Prefix = location.AbsolutePath.Trim('/')[..^"index_0.mp4".Length] })).KeyCount.ShouldBe(0);
    }

    private async Task The_hour_is_cut_to_the_frame(TestStream stream)
    {
        var split = new TestSplit(environment.Kubectl, environment.Account.S3, stream, "hour");
        (double Start, double End)[] sections = [(0, 60), (601.2333, 3001.7), (3510, 3600), (3120, 3150)];
        await split.ApplyAsync([], sections);

        var status = await split.ReadyAsync(InAWhile);

        foreach (var (section, (start, end)) in status.Sections.Zip(sections))
        {
            section.Method.ShouldBe(section.Position == 0 ? "Copied" : "EdgesEncoded", section.Message);
            await split.WithFileAsync(section, async file =>
            {
                // Frames are shown from their own time on: the first is that of the start, or the next.
                var (first, behind) = (Frames(start), Frames(end));
                (await Mp4File.SecondsAsync(file)).ShouldBe((behind - first) * Frame, 0.001);
                if (end - start <= 90) (await Mp4File.FramesAsync(file)).ShouldBe(Enumerable.Range(first, behind - first));
                foreach (var beep in await Mp4File.BeepsAsync(file)) Math.Abs(Distance(beep + (first * Frame))).ShouldBeLessThan(0.02);
            });
            var screening = await FileViewer.PlayAsync(await split.UrlAsync(section));
            screening.ShouldBe(screening with { Width = 640, Height = 360, Ended = true, Error = null });
        }

        await Eventually.BecomesTrueAsync("Jobs, their pods and plans are gone", async () => (await split.JobsAsync()).Length == 0, TimeSpan.FromMinutes(1));
    }

    private async Task Key_frames_alone_say_how_far_they_are(TestStream stream)
    {
        var split = new TestSplit(environment.Kubectl, environment.Account.S3, stream, "keys");
        await split.ApplyAsync(new() { ["precision"] = nameof(SplitPrecision.Keyframe) }, (101, 121.5));

        var section = (await split.ReadyAsync(InAWhile)).Sections.ShouldHaveSingleItem();

        section.Method.ShouldBe("Copied");
        (section.StartMovedSeconds, section.EndMovedSeconds).ShouldBe((1, 0.5));
        await split.WithFileAsync(section, async file => (await Mp4File.FramesAsync(file)).ShouldBe(Enumerable.Range(3000, 660)));
    }

    /// <summary>Puts the generated hour in the place of what the session has recorded.</summary>
    private async Task ReplaceByTheHourAsync(Uri archive)
    {
        var (s3, prefix) = (environment.Account.S3, archive.AbsolutePath.Trim('/'));
        var there = await s3.ListObjectsV2Async(new() { BucketName = archive.Host, Prefix = $"{prefix}/" });
        await s3.DeleteObjectsAsync(new() { BucketName = archive.Host, Objects = [.. there.S3Objects.Select(o => new KeyVersion { Key = o.Key })] });
        foreach (var segment in (await Recording.GetAsync(RecordingSpec.Hour)).Segments)
            await s3.PutObjectAsync(new() { BucketName = archive.Host, Key = $"{prefix}/a/{Path.GetFileName(segment)}", FilePath = segment });
    }

    private static int Frames(double seconds) => (int)Math.Ceiling((seconds * 30) - 0.001);

    // To the nearest full second.
    private static double Distance(double seconds) => seconds - Math.Round(seconds);
}
