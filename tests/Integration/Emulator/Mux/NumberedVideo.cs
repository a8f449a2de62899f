using Onair.Tests.Integration.Media;
using Onair.Tests.Integration.MediaConvert;

namespace Onair.Tests.Integration.Emulator.Mux;

/// <summary>Files whose frames carry their number as bars; <see cref="MarkedVideo.NumbersAsync"/> reads it.</summary>
internal static class NumberedVideo
{
    public const int FrameRate = 30;

    /// <summary>An MP4 of 640 x 360 with noise.</summary>
    public static Task<byte[]> Mp4Async(int seconds) => MakeAsync(
        $"numbered-{seconds}.mp4", seconds, ["-c:v", "libx264", "-preset", "ultrafast", "-g", "60", "-bf", "2", "-pix_fmt", "yuv420p", "-c:a", "aac", "-b:a", "256k", "-movflags", "+faststart"]);

    /// <summary>A file of more than 200 MB: 21 s of 640 x 360 that is not compressed.</summary>
    public static async Task<string> LargeAsync()
    {
        await MakeAsync("numbered-large.avi", 21, ["-c:v", "rawvideo", "-pix_fmt", "yuv420p", "-c:a", "pcm_s16le"], read: false);
        return Cached("numbered-large.avi");
    }

    private static string Cached(string name)
    {
        var cache = Environment.GetEnvironmentVariable("ONAIR_CACHE")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "onair");
        return Path.Combine(Directory.CreateDirectory(Path.Combine(cache, "mux")).FullName, name);
    }

    private static async Task<byte[]> MakeAsync(string name, int seconds, string[] codecs, bool read = true)
    {
        var file = Cached(name);
        if (!File.Exists(file))
        {
            var part = $"{Path.ChangeExtension(file, null)}.{Guid.NewGuid():N}{Path.GetExtension(file)}";
            using var ffmpeg = Tool.Start("ffmpeg",
            [
                "-v", "error", "-y", "-f", "lavfi", "-i",
                $"color=black:s=192x32:r={FrameRate}:d={seconds},geq=lum='if(mod(floor(N/pow(2,floor(X/16))),2),235,16)':cb=128:cr=128,scale=640:360:flags=neighbor,setsar=1",
                "-f", "lavfi", "-i", $"anoisesrc=r=48000:a=0.1:d={seconds}", .. codecs, part,
            ]);
            await ffmpeg.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
            ffmpeg.ExitCode.ShouldBe(0);
            File.Move(part, file, overwrite: true);
        }

        return read ? await File.ReadAllBytesAsync(file) : [];
    }
}
