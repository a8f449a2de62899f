using Onair.Recordings.Cutting;
using Onair.Tests.Recordings;

namespace Onair.Tests.Integration.Splitter;

/// <summary>Sections of recordings, cut by the real worker out of the real store.</summary>
public sealed class SplitterTests(SplitterStore store) : IClassFixture<SplitterStore>
{
    private const int Rate = 30;
    private const double Worst = 0.020;

    public static TheoryData<double, double> Sections => new()
    {
        { 0, 60 },
        { 601.2333, 1_501.7 },
        { 3_510, 3_600 },
        { 3_101.3, 3_178.1 },
    };

    [Theory]
    [MemberData(nameof(Sections))]
    public async Task A_section_of_an_hour_has_exactly_its_frames_and_its_sound(double from, double to)
    {
        var cut = await CutAsync(RecordingSpec.Hour, from, to);

        await ShouldHoldAsync(cut, FirstFrame(from), FirstFrame(to) - 1);
        cut.Result.Method.ShouldNotBe(CutMethod.Encoded, cut.Result.Note);
        cut.Result.Note.ShouldBeNull();
        cut.PeakMegabytes.ShouldBeInRange(1, 300);
        if (to - from > 600) cut.Result.BytesRead.ShouldBeLessThan((long)(1.1 * await RecordedBytesAsync(RecordingSpec.Hour, from, to)));
    }

    [Theory]
    [InlineData(0, 10, CutMethod.Copied)] // a segment
    [InlineData(4, 36, CutMethod.Copied)] // whole groups of several
    [InlineData(0, 60, CutMethod.Copied)] // everything, across the restart
    [InlineData(4.5, 5.0333, CutMethod.EdgesEncoded)] // inside a group
    [InlineData(7.1, 8.9, CutMethod.EdgesEncoded)] // no whole group
    [InlineData(11.9666, 12.0333, CutMethod.EdgesEncoded)] // a frame of one group and a frame of the next
    [InlineData(31.1, 36.9, CutMethod.EdgesEncoded)] // groups between two edges of one segment
    [InlineData(41.2, 58.8, CutMethod.EdgesEncoded)] // behind the restart, over two segments
    [InlineData(36.8, 38.2, CutMethod.EdgesEncoded)] // just around the restart
    [InlineData(59.5, 60, CutMethod.EdgesEncoded)]
    public async Task A_section_of_a_minute_has_exactly_its_frames_and_its_sound(double from, double to, CutMethod method)
    {
        var cut = await CutAsync(RecordingSpec.Minute, from, to);

        await ShouldHoldAsync(cut, FirstFrame(from), FirstFrame(to) - 1);
        cut.Result.Method.ShouldBe(method, cut.Result.Note);
    }

    [Fact]
    public async Task At_key_frames_alone_everything_is_copied_and_the_result_says_how_far_the_cut_moved()
    {
        var cut = await CutAsync(RecordingSpec.Minute, 5.1, 30.4, p => p with { KeyframesOnly = true });

        await ShouldHoldAsync(cut, 4 * Rate, (32 * Rate) - 1);
        cut.Result.Method.ShouldBe(CutMethod.Copied);
        cut.Result.StartMoved.ShouldBe(-1.1, 0.0001);
        cut.Result.EndMoved.ShouldBe(1.6, 0.0001);
    }

    [Theory]
    [InlineData(false, "does not contain its encoder's settings")]
    [InlineData(true, "writes other parameter sets")]
    public async Task A_recording_of_an_encoder_that_cannot_be_imitated_is_encoded_anew_and_the_result_says_so(bool relabelled, string why)
    {
        var cut = await CutAsync(relabelled ? RecordingSpec.Relabelled : RecordingSpec.Silent, 5.1, 30.4);

        cut.Result.Method.ShouldBe(CutMethod.Encoded);
        cut.Result.Note.ShouldNotBeNull().ShouldContain(why);
        await ShouldHoldAsync(cut, FirstFrame(5.1), FirstFrame(30.4) - 1);
    }

    [Fact]
    public async Task A_recording_of_any_encoder_is_copied_where_groups_begin_and_end()
    {
        var cut = await CutAsync(RecordingSpec.Silent, 6, 30);

        cut.Result.Method.ShouldBe(CutMethod.Copied, cut.Result.Note);
        await ShouldHoldAsync(cut, 6 * Rate, (30 * Rate) - 1);
    }

    [Fact]
    public async Task A_recording_that_is_encoded_anew_keeps_its_frames_and_sound_across_a_restart()
    {
        var cut = await CutAsync(RecordingSpec.Minute, 30.5, 45.5, p => p with { Pieces = [.. p.Pieces.Select(q => q with { Index = q.Index with { Uniform = false } })] });

        cut.Result.Method.ShouldBe(CutMethod.Encoded);
        await ShouldHoldAsync(cut, FirstFrame(30.5), FirstFrame(45.5) - 1);
    }

    private static int FirstFrame(double seconds) => (int)Math.Ceiling(Math.Round(seconds * Rate, 3) - (1 / 3_000.0 * Rate / 1_000));

    private async Task<long> RecordedBytesAsync(RecordingSpec spec, double from, double to)
    {
        var segments = await store.SegmentsAsync(spec);
        return (long)(segments.Sum(s => s.Index.Bytes) * (to - from) / spec.Seconds);
    }

    private async Task<Cut> CutAsync(RecordingSpec spec, double from, double to, Func<CutPlan, CutPlan>? change = null)
    {
        var segments = await store.SegmentsAsync(spec);
        var key = $"out/{Guid.NewGuid():N}.mp4";
        var (id, target) = await store.BeginAsync(key);
        var plan = new CutPlan { Pieces = SectionPlan.Pieces(segments, from, to), Encoder = segments[0].Index.Encoder, Output = target };
        await using var splitter = await SplitterProcess.StartAsync(store.Scratch, change?.Invoke(plan) ?? plan);
        var peak = await splitter.WaitAsync();
        splitter.Output.ShouldBeEmpty();
        var result = splitter.Result();
        return new(result, await store.CompleteAsync(key, id, result.Parts), peak);
    }

    private static async Task ShouldHoldAsync(Cut cut, int first, int last)
    {
        var frames = await Mp4File.FramesAsync(cut.File);
        frames.ShouldBe(Enumerable.Range(first, last - first + 1));
        cut.Result.Frames.ShouldBe(frames.Count);
        var seconds = (double)frames.Count / Rate;
        cut.Result.Seconds.ShouldBe(seconds, 0.001);
        (await Mp4File.SecondsAsync(cut.File)).ShouldBe(seconds, 0.001);
        Mp4File.Boxes(cut.File).ShouldBe(["ftyp", "moov", "mdat"]);
        new FileInfo(cut.File).Length.ShouldBe(cut.Result.Bytes);
        var start = (double)first / Rate;
        var due = Enumerable.Range(0, 4_000).Select(n => n - start).Where(t => t >= 0 && t < seconds - 0.03).ToList();
        var heard = (await Mp4File.BeepsAsync(cut.File)).Where(t => t > 0.01 || due.FirstOrDefault() < 0.01).ToList();
        heard.Count.ShouldBeInRange(due.Count, due.Count + 1, $"heard {string.Join(' ', heard.Take(5))}… due {string.Join(' ', due.Take(5))}…");
        for (var i = 0; i < due.Count; i++) heard[i].ShouldBe(due[i], Worst, $"beep {i}");
    }

    private sealed record Cut(CutResult Result, string File, double PeakMegabytes);
}
