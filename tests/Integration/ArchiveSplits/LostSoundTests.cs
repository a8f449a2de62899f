using System.Text.Json;
using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Recordings;
using Onair.Recordings.Index;
using Onair.Tests.Integration.Media;

namespace Onair.Tests.Integration.ArchiveSplits;

/// <summary>Recordings with sound that the splitter cannot read: a section fails with the stream type, and is never completed without the sound.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class LostSoundTests(SplitRig rig) : IClassFixture<SplitRig>
{
    public static TheoryData<string, string[], string> Sources => new()
    {
        { "eac3", ["-c:a", "eac3", "-b:a", "64k"], "E-AC-3 audio (stream type 0x87)" },
        { "dvb", ["-c:a", "ac3", "-b:a", "64k", "-mpegts_flags", "system_b"], "AC-3 audio (stream type 0x06)" },
        { "opus", ["-c:a", "libopus", "-b:a", "64k"], "Opus audio (stream type 0x06)" },
    };

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task A_section_of_it_fails_and_names_the_stream_type(string name, string[] audio, string what)
    {
        await rig.RecordedAsync(name, segments: 0);
        await StoreAsync(name, await TsAsync(audio));
        await rig.CreateAsync($"{name}-cut", name, null, (0, 4));

        await FailedAsync($"{name}-cut", what);
    }

    [Fact]
    public async Task An_index_of_a_former_version_is_not_believed()
    {
        await rig.RecordedAsync("old", segments: 0);
        var segment = await TsAsync(["-c:a", "eac3", "-b:a", "64k"]);
        var (key, etag) = await StoreAsync("old", segment);
        var indexer = new GopIndexer();
        indexer.Append(segment);
        var former = indexer.Complete(etag, TimeProvider.System.GetUtcNow()) with { Version = 1, LeftOut = null };
        await rig.S3.PutObjectAsync(new()
        {
            BucketName = SplitRig.Bucket,
            Key = SegmentIndex.KeyOf(key),
            ContentBody = JsonSerializer.Serialize(former, RecordingsJson.Default.SegmentIndex),
        });
        await rig.CreateAsync("old-cut", "old", null, (0, 4));

        await FailedAsync("old-cut", "E-AC-3 audio (stream type 0x87)");
    }

    private async Task FailedAsync(string split, string what)
    {
        var failed = await rig.UntilAsync(split, s => s.Recorded.Phase is "Failed" or "Completed", "it is cut or refused");

        failed.Recorded.Sections[0].State.ShouldBe(SplitSectionState.Failed);
        failed.Recorded.Sections[0].Message.ShouldBe(
            $"archive.000000.ts has {what}, which the MP4 would lack: encode one H.264 video with one AAC audio, and split that recording");
        failed.Recorded.Conditions.Single(c => c.Type == ConditionTypes.Stalled).Message.ShouldContain(what);
    }

    private async Task<(string Key, string ETag)> StoreAsync(string stream, byte[] segment)
    {
        var key = $"shows/{rig.Name}/{stream}/a/archive.000000.ts";
        var stored = await rig.S3.PutObjectAsync(new() { BucketName = SplitRig.Bucket, Key = key, InputStream = new MemoryStream(segment) });
        return (key, stored.ETag);
    }

    private static async Task<byte[]> TsAsync(string[] audio)
    {
        var file = Path.GetTempFileName();
        try
        {
            using var ffmpeg = Tool.Start(
                "ffmpeg",
                [
                    "-nostdin", "-y", "-v", "error", "-f", "lavfi", "-i", "testsrc2=s=96x64:r=25", "-f", "lavfi", "-i", "sine=r=48000", "-t", "4", "-c:v", "libx264",
                    "-preset", "ultrafast", "-g", "50", "-keyint_min", "50", "-sc_threshold", "0", "-pix_fmt", "yuv420p", .. audio, "-f", "mpegts", file,
                ]);
            await ffmpeg.WaitForExitAsync();
            ffmpeg.ExitCode.ShouldBe(0);
            return await File.ReadAllBytesAsync(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
