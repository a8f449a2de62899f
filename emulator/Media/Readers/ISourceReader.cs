using Onair.Processes;

namespace Onair.Emulator.Media.Readers;

/// <summary>One way to a source: an ffmpeg that writes its streams, uncoded, as MPEG-TS to its standard output.</summary>
internal interface ISourceReader : IAsyncDisposable
{
    /// <summary>Where the stream comes from, or why it does not; for people, without secrets.</summary>
    string From { get; }

    /// <summary>The last attempt did not reach the source.</summary>
    bool Unreachable { get; }

    /// <summary>Between two attempts.</summary>
    TimeSpan LongestPause { get; }

    /// <summary>Starts reading; null when there is nothing to read now.</summary>
    Task<ChildProcess?> OpenAsync(CancellationToken cancellationToken);

    /// <summary>The ffmpeg has ended.</summary>
    /// <param name="received">Whether it wrote anything.</param>
    /// <param name="lastWords">What it said at the end.</param>
    void Ended(bool received, string lastWords);
}
