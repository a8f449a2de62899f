using System.Text;
using System.Text.Json;
using Onair.Recordings;
using Onair.Recordings.Cutting;

namespace Onair.Splitter;

/// <summary>The termination message that Kubernetes reads from the container, at most 4,096 bytes.</summary>
internal sealed class TerminationMessage(string path)
{
    private const int Limit = 4_000;

    public void Succeeded(CutResult result) => Write(JsonSerializer.Serialize(result, RecordingsJson.Default.CutResult));

    /// <summary>Writes the reason here and to standard error; returns the exit code.</summary>
    public int Failed(string reason)
    {
        var bytes = Encoding.UTF8.GetBytes(reason);
        // Keeps the end of a long text, which has ffmpeg's last lines.
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
            // Outside a pod the file may not exist.
            Console.Error.WriteLine($"{path} cannot be written: {e.Message}");
            Console.Error.WriteLine(text);
        }
    }
}
