namespace Onair.Emulator.Media.Packaging;

/// <summary>A rendition as its viewers see it.</summary>
/// <param name="Name">Path segment and name of the rendition.</param>
/// <param name="Width">Pixels; 0 when the source does not say.</param>
/// <param name="Height">See the width.</param>
/// <param name="FrameRate">Frames per second; 0 when the source does not say.</param>
/// <param name="Codecs">RFC 6381 names as found in the first segment.</param>
/// <param name="PeakBitrate">The encoder's maximum, in bits per second.</param>
/// <param name="AverageBitrate">The encoder's target, in bits per second.</param>
internal sealed record Variant(
    string Name, int Width, int Height, double FrameRate, string Codecs, int PeakBitrate, int AverageBitrate);
