using Onair.Emulator.Media.Ts;

namespace Onair.Tests.Recordings;

/// <summary>Writes the segments of a recording as the emulator's archive does: <c>archive.000000.ts</c> and on.</summary>
internal sealed class RecordingFolder(string folder, int segmentSeconds) : ISegmentSink
{
    private int _counter;
    private FileStream? _file;

    public double? Open(long pts)
    {
        _file = File.Create(Path.Combine(folder, $"archive.{_counter++:000000}.ts"), 1 << 18);
        return segmentSeconds;
    }

    public void Write(ReadOnlySpan<byte> packet) => _file!.Write(packet);

    public void Close(CutSegment segment) => _file!.Dispose();
}
