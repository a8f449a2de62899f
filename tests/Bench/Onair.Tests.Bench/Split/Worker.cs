using Onair.Recordings.Cutting;
using Onair.Tests.Recordings;

namespace Onair.Tests.Bench.Split;

/// <summary>The worker on a recording in the emulator's S3.</summary>
internal sealed class Worker(SplitterStore store, IReadOnlyList<StoredSegment> segments, double recordingSeconds, string program)
{
    public async Task<Run> CutAsync(double from, double to, bool keyframesOnly)
    {
        var key = $"out/{Guid.NewGuid():N}.mp4";
        var (id, target) = await store.BeginAsync(key, parts: 200);
        var plan = new CutPlan
        {
            KeyframesOnly = keyframesOnly,
            Pieces = SectionPlan.Pieces(segments, from, to),
            Encoder = segments[0].Index.Encoder,
            Output = target with { PartBytes = 8 << 20 },
        };
        var begun = TimeProvider.System.GetTimestamp();
        await using var splitter = await SplitterProcess.StartAsync(store.Scratch, plan, program);
        var peak = await splitter.WaitAsync();
        var took = TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
        var result = splitter.Result();
        await store.FinishAsync(key, id, result.Parts);
        var completed = TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
        if (result.Method == CutMethod.Encoded) throw new InvalidOperationException(result.Note);
        var file = await store.FetchAsync(key);
        var seconds = await Mp4File.SecondsAsync(file);
        File.Delete(file);
        await store.DeleteAsync(key);
        var off = Math.Abs(seconds - (to - from + result.EndMoved - result.StartMoved));
        if (off > 1 / 30.0) throw new InvalidOperationException($"the section lasts {seconds} s");
        var recorded = segments.Sum(s => s.Index.Bytes) * (to - from) / recordingSeconds;
        return new(took, splitter.CpuSeconds, peak, result.BytesRead / recorded, completed - took);
    }
}
