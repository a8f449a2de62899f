using System.Globalization;

namespace Onair.Emulator.MediaConvert.Transcoding;

/// <summary>A frame by its timecode: <c>HH:MM:SS:FF</c>, or <c>HH:MM:SS;FF</c> counted with drop frames.</summary>
internal readonly record struct Timecode(int Hours, int Minutes, int Seconds, int Frames, bool DropFrame)
{
    /// <param name="text">Of the form that the model's pattern proves.</param>
    public static Timecode Parse(string text)
    {
        var parts = text.Split(':', ';');
        int Part(int index) => int.Parse(parts[index], NumberStyles.None, CultureInfo.InvariantCulture);
        return new Timecode(Part(0), Part(1), Part(2), Part(3), text.Contains(';', StringComparison.Ordinal));
    }

    /// <summary>The number of the frame, 0 for that of 00:00:00:00; null when there is no such frame at this rate.</summary>
    public long? FrameNumber(FrameRate rate)
    {
        if (Frames >= rate.Nominal) return null;
        var minutes = (Hours * 60L) + Minutes;
        var counted = (((minutes * 60) + Seconds) * rate.Nominal) + Frames;
        if (!DropFrame) return counted;
        // SMPTE 12M: 29.97 leaves out two numbers (59.94 four) at the start of each minute, but for every tenth.
        var dropped = rate.Nominal / 15;
        if (Seconds == 0 && Frames < dropped && Minutes % 10 != 0) return null;
        return counted - (dropped * (minutes - (minutes / 10)));
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Hours:00}:{Minutes:00}:{Seconds:00}{(DropFrame ? ';' : ':')}{Frames:00}");
}
