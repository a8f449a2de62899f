using System.Text.RegularExpressions;

namespace Onair.RelayPod;

/// <summary>What becomes of the sound.</summary>
internal enum Sound
{
    /// <summary>It is copied.</summary>
    Copied,

    /// <summary>It is encoded to AAC, because HLS does not carry its codec.</summary>
    Encoded,
}

/// <summary>Reads what ffmpeg says of the source's streams, and decides whether they can be copied.</summary>
/// <param name="sound">What becomes of the sound now.</param>
internal sealed partial class StreamWatch(Sound sound)
{
    // What browsers play in MPEG-TS, see hls.js; RFC 8216 names the same.
    private static readonly string[] Videos = ["h264", "hevc"];
    private static readonly string[] Sounds = ["aac", "mp3"];

    private bool _ofInput;
    private volatile bool _isOver;
    private volatile bool _needsEncodedSound;

    /// <summary>Whether ffmpeg must be ended: it copies what cannot be played.</summary>
    public bool IsOver => _isOver;

    /// <summary>Whether the sound has to be encoded.</summary>
    public bool NeedsEncodedSound => _needsEncodedSound;

    /// <summary>Reads a line of ffmpeg's standard error.</summary>
    public void Read(string line)
    {
        if (line.StartsWith("Input #0", StringComparison.Ordinal)) _ofInput = true;
        if (line.StartsWith("Output #0", StringComparison.Ordinal)) _ofInput = false;
        if (!_ofInput || Line().Match(line) is not { Success: true } stream) return;
        var codec = stream.Groups["codec"].Value;
        if (stream.Groups["kind"].Value == "Video")
        {
            if (!Videos.Contains(codec, StringComparer.Ordinal)) _isOver = true;
        }
        else if (sound == Sound.Copied && !Sounds.Contains(codec, StringComparer.Ordinal))
        {
            _needsEncodedSound = true;
            _isOver = true;
        }
    }

    // "  Stream #0:1[0x101](eng): Audio: pcm_mulaw, 8000 Hz, mono, s16, 64 kb/s"
    [GeneratedRegex(@"^\s*Stream #0:\d+(\[[^\]]*\])?(\([^)]*\))?: (?<kind>Video|Audio): (?<codec>[A-Za-z0-9_]+)")]
    private static partial Regex Line();
}
