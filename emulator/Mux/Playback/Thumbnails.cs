using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Onair.Emulator.Mux.Api;
using Onair.Emulator.Mux.Assets;

namespace Onair.Emulator.Mux.Playback;

/// <summary>Cuts pictures out of the sources, each once.</summary>
internal sealed class Thumbnails(MuxFiles files) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(2);

    /// <summary>The picture's file.</summary>
    /// <param name="asset">A ready one.</param>
    /// <param name="request">Which picture.</param>
    /// <param name="format"><c>jpg</c>, <c>png</c> or <c>webp</c>.</param>
    /// <param name="cancellationToken">The request's.</param>
    /// <exception cref="MuxException">There is no such picture.</exception>
    public async Task<string> GetAsync(MuxAsset asset, ThumbnailRequest request, string format, CancellationToken cancellationToken)
    {
        if (asset.Media!.Video is null) throw MuxException.NotFound();
        var folder = Path.Combine(files.Asset(asset.Id), "images");
        var file = Path.Combine(folder, $"{Name(request)}.{format}");
        if (File.Exists(file)) return file;
        await _slots.WaitAsync(cancellationToken);
        try
        {
            if (File.Exists(file)) return file;
            Directory.CreateDirectory(folder);
            var made = Path.Combine(folder, $"{Guid.NewGuid():N}.{format}");
            try
            {
                await CutAsync(asset, request, folder, made, cancellationToken);
                File.Move(made, file, overwrite: true);
            }
            finally
            {
                File.Delete(made);
            }

            return file;
        }
        finally
        {
            _slots.Release();
        }
    }

    public void Dispose() => _slots.Dispose();

    private static string Name(ThumbnailRequest request) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request.ToString())));

    private async Task CutAsync(MuxAsset asset, ThumbnailRequest request, string folder, string target, CancellationToken cancellationToken)
    {
        var place = request.Seek(asset.Media!).ToString("0.######", CultureInfo.InvariantCulture);
        string[] output = ["-map", "0:V:0", "-vf", request.Filter(), "-update", "1", "-q:v", "3"];
        var source = files.Source(asset.Id);
        var (_, _, words) = await MediaProgram.RunAsync(
            "ffmpeg", ["-nostdin", "-v", "error", "-y", .. MediaProgram.Input, "-ss", place, "-i", source, "-frames:v", "1", .. output, target], folder, cancellationToken);
        if (File.Exists(target)) return;
        // The video ends before the end of the container: the last picture.
        (_, _, words) = await MediaProgram.RunAsync(
            "ffmpeg", ["-nostdin", "-v", "error", "-y", .. MediaProgram.Input, "-sseof", "-3", "-i", source, .. output, target], folder, cancellationToken);
        if (!File.Exists(target)) throw new MuxException(StatusCodes.Status500InternalServerError, "internal_error", $"No picture could be made: {words.Replace(source, "source", StringComparison.Ordinal)}");
    }
}
