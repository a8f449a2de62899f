using System.Security.Cryptography;
using Onair.Emulator.State;

namespace Onair.Emulator.Mux;

/// <summary>All resources of the Mux account.</summary>
internal sealed class MuxAccount
{
    private const string IdLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int IdLength = 44;

    private readonly TimeProvider _time;
    private DateTimeOffset _lastCreated;

    public MuxAccount(FileStore files, EmulatorOptions options, TimeProvider time)
    {
        (Options, _time) = (options, time);
        Uploads = new(files, "mux-uploads", MuxJson.Default.MuxUpload, u => u.Id);
        Assets = new(files, "mux-assets", MuxJson.Default.MuxAsset, a => a.Id);
        SigningKeys = new(files, "mux-signing-keys", MuxJson.Default.MuxSigningKey, k => k.Id);
        _lastCreated = Uploads.Rows.Select(u => u.CreatedAt).Concat(Assets.Rows.Select(a => a.CreatedAt)).DefaultIfEmpty().Max();
    }

    /// <summary>Held while a decision and its write are one step.</summary>
    public Lock Gate { get; } = new();

    public EmulatorOptions Options { get; }

    public Table<MuxUpload> Uploads { get; }

    public Table<MuxAsset> Assets { get; }

    public Table<MuxSigningKey> SigningKeys { get; }

    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>Base of all URLs handed out, without a slash at the end.</summary>
    public string PublicUrl => Options.ViewerBase().AbsoluteUri.TrimEnd('/') + "/mux";

    public static string NewId() => RandomNumberGenerator.GetString(IdLetters, IdLength);

    /// <summary>The moment of a creation, later than every other. Under the gate.</summary>
    public DateTimeOffset NextCreated()
    {
        var now = Now;
        return _lastCreated = now > _lastCreated ? now : _lastCreated.AddTicks(1);
    }

    /// <summary>The asset that a playback id plays; null when there is none.</summary>
    public (MuxAsset Asset, MuxPlaybackId PlaybackId)? FindPlayback(string playbackId)
    {
        foreach (var asset in Assets.Rows)
        {
            if (asset.PlaybackIds.FirstOrDefault(p => p.Id == playbackId) is { } found) return (asset, found);
        }

        return null;
    }
}
