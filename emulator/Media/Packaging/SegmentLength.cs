namespace Onair.Emulator.Media.Packaging;

/// <summary>
/// How long segments are. "Packager settings fields" of MediaPackage's user guide: the nearest multiple of the input's segments, which are GOPs
/// here. Of two that are equally near, the longer one; that is assumed.
/// </summary>
internal static class SegmentLength
{
    /// <summary>The length in seconds.</summary>
    /// <param name="wanted">That of the endpoint, in seconds.</param>
    /// <param name="gop">Distance of key frames, in seconds.</param>
    public static double Of(int wanted, double gop) => Math.Max(1, Math.Round(wanted / gop, MidpointRounding.AwayFromZero)) * gop;
}
