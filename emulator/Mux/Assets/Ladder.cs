using System.Globalization;

namespace Onair.Emulator.Mux.Assets;

/// <summary>A rendition to be made.</summary>
/// <param name="Name">Its folder.</param>
/// <param name="Width">Even; 0 for sound alone.</param>
/// <param name="Height">Even; 0 for sound alone.</param>
/// <param name="Kilobits">At most so many a second.</param>
internal sealed record LadderRung(string Name, int Width, int Height, int Kilobits);

/// <summary>Which renditions a source gets.</summary>
internal static class Ladder
{
    private static readonly (int Height, int Kilobits)[] Steps = [(720, 3_000), (480, 1_500), (360, 800), (270, 400)];

    /// <summary>All steps that are not larger than the source, best first; a smaller source is a step of its own.</summary>
    public static IReadOnlyList<LadderRung> For(MuxMedia media)
    {
        if (media.Video is not { } video) return [new("audio", 0, 0, 0)];
        // The shorter side counts, so that a picture on end has the same steps.
        var side = Math.Min(video.Width, video.Height);
        var steps = Steps.Where(s => s.Height <= side).ToList();
        if (steps.Count == 0) steps.Add((side, Steps[^1].Kilobits));
        return
        [
            .. steps.Select(s => new LadderRung(
                s.Height.ToString(CultureInfo.InvariantCulture) + "p", Scaled(video.Width, s.Height, side), Scaled(video.Height, s.Height, side), s.Kilobits)),
        ];
    }

    private static int Scaled(int length, int step, int side) => Math.Max(2, (int)Math.Round((double)length * step / side / 2) * 2);
}
