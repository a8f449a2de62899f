using System.Text;
using System.Text.Json;
using Onair.Recordings;
using Onair.Recordings.Cutting;

namespace Onair.Splitter;

/// <summary>What Kubernetes reads when the container has ended, 4,096 bytes at the most.</summary>
internal sealed class TerminationMessage(string path)
{
    private const int Limit = 4_000;

    public void Succeeded(CutResult result) => Write(JsonSerializer.Serialize(result, RecordingsJson.Default.CutResult));

    /// <summary>Says why, here and on standard error; returns the exit code.</summary>
    public int Failed(string reason)
    {
        var bytes = Encoding.UTF8.GetBytes(reason);
        // The end of a long one says more: that is where ffmpeg's last lines are.
        var text = bytes.Length <= Limit ? reason : "…" + Encoding.UTF8.GetString(bytes.AsSpan(bytes.Length - Limit + 8)).TrimStart('\uFFFD');
        Console.Error.WriteLine(text);
        Write(text);
        return 1;
    }

    private void Write(string text)
    {
        try
        {
            File.WriteAllText(path, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Outside of a pod there may be none.
            Console.Error.WriteLine($"{path} cannot be written: {e.Message}");
            Console.Error.WriteLine(text);
        }
    }
}
