using Onair.Tests.Recordings;

namespace Onair.Tests.Bench.Split;

/// <summary>Sections of an hour of HD: the worker against ffmpeg alone.</summary>
internal static class SplitBench
{
    private const int Rounds = 5;
    private const double From = 601.2333;
    private const double To = 3_001.7;
    private const double EncodedSeconds = 240;

    /// <summary>The page for docs/benchmarks, and what missed its goal.</summary>
    /// <param name="program">The published worker.</param>
    public static async Task<(string Page, IReadOnlyList<string> Missed)> RunAsync(string program)
    {
        var recording = await Recording.GetAsync(RecordingSpec.HdHour);
        using var store = new SplitterStore();
        await store.InitializeAsync();
        try
        {
            var stored = await store.SegmentsAsync(RecordingSpec.HdHour);
            var (worker, peer) = (new Worker(store, stored, recording.Spec.Seconds, program), new Peer(recording, store, stored));
            await peer.PrepareAsync();
            await worker.CutAsync(0, 60, keyframesOnly: false); // what is read and compiled once is not measured
            List<Run> frame = [], keyframe = [], hour = [], copy = [], plain = [], remote = [];
            for (var round = 0; round < Rounds; round++)
            {
                frame.Add(await worker.CutAsync(From, To, keyframesOnly: false));
                copy.Add(await peer.CopyAsync(From, To, fastStart: true));
                remote.Add(await peer.CopyInS3Async(From, To));
                keyframe.Add(await worker.CutAsync(From, To, keyframesOnly: true));
                plain.Add(await peer.CopyAsync(From, To, fastStart: false));
                hour.Add(await HourAsync(worker));
            }

            var encoded = (await peer.EncodeAsync(From, From + EncodedSeconds)).Seconds * (To - From) / EncodedSeconds;
            var result = new SplitResult(
                new(frame), new(keyframe), new(copy), new(plain), new(remote), encoded, EncodedSeconds, new(hour), To - From, recording.Spec.Seconds,
                recording.Segments.Sum(s => new FileInfo(s).Length), (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0]);
            return (result.Page(), result.Missed());
        }
        finally
        {
            await store.DisposeAsync();
        }
    }

    /// <summary>Three sections, a worker each, all at once, as an ArchiveSplit begins them.</summary>
    private static async Task<Run> HourAsync(Worker worker)
    {
        var cuts = await Task.WhenAll(worker.CutAsync(0, 1_200.5, false), worker.CutAsync(1_200.5, 2_400.2, false), worker.CutAsync(2_400.2, 3_600, false));
        return new(cuts.Max(c => c.Seconds), cuts.Sum(c => c.Cpu), cuts.Max(c => c.Megabytes), cuts.Max(c => c.Ratio));
    }
}
