using Onair.Recordings.Ts;

namespace Onair.Emulator.MediaConvert.Transcoding;

/// <summary>
/// Pieces with a continuous clock, such as the segments of a recording. They are decoded as one stream, so that no audio is lost at their
/// boundaries.
/// </summary>
internal sealed record Run(IReadOnlyList<Piece> Pieces)
{
    /// <summary>The time of the first frame on the run's clock: late enough for audio that precedes it.</summary>
    public const long Zero = 10 * TsClock.Rate;

    public TsContents Contents => Pieces[0].Contents;

    public long Frames => Pieces.Sum(p => p.Frames);

    /// <summary>When the first frame is shown, on the run's clock.</summary>
    public double StartsAt => Zero + Contents.At(Pieces[0].First);

    /// <summary>When the last frame is shown.</summary>
    public double LastAt => Zero + TsClock.Difference(Pieces[^1].Contents.FirstPts, Contents.FirstPts) + Contents.At(Pieces[^1].Last);

    /// <summary>The offset added to the files' clocks.</summary>
    public long Shift => TsClock.Difference(Zero, Contents.FirstPts);

    /// <summary>Duration in seconds.</summary>
    public double Seconds => Contents.At(Frames) / TsClock.Rate;

    /// <summary>Joins pieces with a continuous clock.</summary>
    public static IReadOnlyList<Run> Of(IEnumerable<Piece> pieces)
    {
        List<List<Piece>> runs = [];
        foreach (var piece in pieces)
        {
            if (runs.Count > 0 && GoesOn(runs[^1][^1], piece)) runs[^1].Add(piece);
            else runs.Add([piece]);
        }

        return [.. runs.Select(r => new Run(r))];
    }

    private static bool GoesOn(Piece before, Piece after) =>
        before.Last == before.Contents.Frames - 1 && after.First == 0 && before.Contents.GoesOnIn(after.Contents);
}
