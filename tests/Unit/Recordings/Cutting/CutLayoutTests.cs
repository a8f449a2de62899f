using Onair.Recordings.Cutting;
using Onair.Recordings.Index;

namespace Onair.Tests.Unit.Recordings.Cutting;

public sealed class CutLayoutTests
{
    private const long Second = 90_000;
    private const int GroupBytes = 1_880;

    // Groups of two seconds: 0, 2, 4, 6, 8.
    public static TheoryData<double, double, string> Single => new()
    {
        { 0, 10, "0-4 Copy" },
        { 4, 8, "1 Sound, 2-3 Copy, 4 Sound" },
        { 3, 8, "1 Edge, 2-3 Copy, 4 Sound" },
        { 4, 7.5, "1 Sound, 2 Copy, 3 Edge, 4 Sound" },
        { 3.5, 6.5, "1 Edge, 2 Copy, 3 Edge" },
        { 2.5, 3, "0 Sound, 1 Edge" },
        { 2.5, 4, "0 Sound, 1 Edge, 2 Sound" },
        { 5, 6.5, "2 Edge, 3 Edge" },
        { 9, 12, "4 Edge" },
    };

    [Theory]
    [MemberData(nameof(Single))]
    public void Groups_inside_are_copied_and_those_that_a_cut_goes_through_are_edges(double from, double to, string runs)
    {
        var layout = CutLayout.Of(Plan(false, (from, to, false)));

        Text(layout).ShouldBe(runs);
        (layout.StartMoved, layout.EndMoved).ShouldBe((0, 0));
    }

    [Theory]
    [InlineData(3, 7, "0 Sound, 1-3 Copy, 4 Sound", -1, 1)]
    [InlineData(4, 8, "1 Sound, 2-3 Copy, 4 Sound", 0, 0)]
    [InlineData(3.9, 4.1, "0 Sound, 1-2 Copy, 3 Sound", -1.9, 1.9)]
    public void At_key_frames_alone_whole_groups_are_copied(double from, double to, string runs, double start, double end)
    {
        var layout = CutLayout.Of(Plan(true, (from, to, false)));

        Text(layout).ShouldBe(runs);
        layout.StartMoved.ShouldBe(start, 0.0001);
        layout.EndMoved.ShouldBe(end, 0.0001);
    }

    [Fact]
    public void A_tick_is_no_edge_for_times_are_rounded()
    {
        var plan = Plan(false, (4, 8, false));
        var piece = plan.Pieces[0] with { From = (4 * Second) + 1, To = (8 * Second) - 1 };

        Text(CutLayout.Of(plan with { Pieces = [piece] })).ShouldBe("1 Sound, 2-3 Copy, 4 Sound");
    }

    [Fact]
    public void Pieces_that_go_on_need_no_sound_around_their_joint()
    {
        Text(CutLayout.Of(Plan(false, (3, 10, false), (0, 5, false)))).ShouldBe("1 Edge, 2-4 Copy, 0-1 Copy, 2 Edge");
        Text(CutLayout.Of(Plan(false, (3, 8, false), (4, 10, true)))).ShouldBe("1 Edge, 2-3 Copy, 4 Sound, 1 Sound, 2-4 Copy");
    }

    [Fact]
    public void A_piece_without_frames_is_there_for_its_sound() =>
        Text(CutLayout.Of(Plan(false, (10, 10, false), (0, 4, false)))).ShouldBe("0-4 Sound, 0-1 Copy, 2 Sound");

    [Fact]
    public void Runs_know_their_bytes_and_those_of_a_segments_beginning_leave_none_out()
    {
        var runs = CutLayout.Of(Plan(false, (1, 6, false))).Runs;

        runs.Select(r => (r.Offset, r.Bytes)).ShouldBe([(0, 376 + GroupBytes), (376 + GroupBytes, 2 * GroupBytes), (376 + (3 * GroupBytes), GroupBytes)]);
    }

    private static string Text(CutLayout layout) =>
        string.Join(", ", layout.Runs.Select(r => r.First == r.Last ? $"{r.First} {r.Use}" : $"{r.First}-{r.Last} {r.Use}"));

    private static CutPlan Plan(bool keyframes, params (double From, double To, bool Discontinuity)[] pieces) => new()
    {
        KeyframesOnly = keyframes,
        Pieces = [.. pieces.Select(p => new CutPiece { Url = new("http://s3/b/k"), Index = Index(), From = (long)(p.From * Second), To = (long)(p.To * Second), Discontinuity = p.Discontinuity })],
        Output = new UploadTarget { PartBytes = 5 << 20, Parts = [] },
    };

    internal static SegmentIndex Index() => new()
    {
        ETag = "e",
        Bytes = 376 + (5 * GroupBytes),
        StoredAt = DateTimeOffset.UnixEpoch,
        VideoPid = 0x100,
        AudioPid = 0x101,
        VideoType = 0x1b,
        AudioType = 0x0f,
        Tables = [],
        ParameterSets = [1],
        Uniform = true,
        FirstPts = 5,
        Ticks = 10 * Second,
        Gops = [.. Enumerable.Range(0, 5).Select(g => new Gop(376 + (g * GroupBytes), GroupBytes, g * 2 * Second, 60))],
    };
}
