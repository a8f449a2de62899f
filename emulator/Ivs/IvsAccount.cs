using System.Globalization;
using System.Security.Cryptography;
using Onair.Emulator.State;

namespace Onair.Emulator.Ivs;

/// <summary>All IVS resources of the account.</summary>
internal sealed class IvsAccount(FileStore files, EmulatorOptions options, TimeProvider time)
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>Held while a decision and its write are one step.</summary>
    public Lock Gate { get; } = new();

    public EmulatorOptions Options { get; } = options;

    public Table<IvsChannel> Channels { get; } = new(files, "ivs-channels", IvsJson.Default.IvsChannel, c => c.Id);

    public Table<StreamKey> StreamKeys { get; } = new(files, "ivs-stream-keys", IvsJson.Default.StreamKey, k => k.Id);

    public Table<RecordingConfiguration> Recordings { get; } =
        new(files, "ivs-recording-configurations", IvsJson.Default.RecordingConfiguration, r => r.Id);

    public Table<PlaybackKey> PlaybackKeys { get; } = new(files, "ivs-playback-keys", IvsJson.Default.PlaybackKey, k => k.Id);

    /// <summary>The streams on air and those that ended lately.</summary>
    public Table<IvsStream> Streams { get; } = new(files, "ivs-streams", IvsJson.Default.IvsStream, s => s.Id);

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Letters and digits, as in IVS's ARNs.</summary>
    public static string NewId() => NewText(12);

    /// <summary>Letters and digits.</summary>
    public static string NewText(int length) => RandomNumberGenerator.GetString(Alphabet, length);

    public static string Iso8601(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <param name="kind">One of <see cref="IvsKinds"/>.</param>
    /// <param name="id">Of the resource.</param>
    public string Arn(string kind, string id) => $"arn:aws:ivs:{Options.Region}:{Options.AccountId}:{kind}/{id}";

    /// <summary>The id in an ARN of this account and region; null when it is another's or of another kind.</summary>
    public string? IdOf(string kind, string arn) => arn.StartsWith(Arn(kind, ""), StringComparison.Ordinal) ? arn[Arn(kind, "").Length..] : null;

    public IvsChannel Channel(string arn) => Find(Channels, IvsKinds.Channel, arn);

    public StreamKey StreamKey(string arn) => Find(StreamKeys, IvsKinds.StreamKey, arn);

    public RecordingConfiguration Recording(string arn) => Find(Recordings, IvsKinds.RecordingConfiguration, arn);

    public PlaybackKey PlaybackKey(string arn) => Find(PlaybackKeys, IvsKinds.PlaybackKey, arn);

    public IEnumerable<StreamKey> KeysOf(string channelId) => StreamKeys.Rows.Where(k => k.ChannelId == channelId);

    /// <summary>The channel's stream that has not ended, as it was last observed; null when there is none.</summary>
    public IvsStream? StreamOf(string channelId) => Streams.Rows.FirstOrDefault(s => s.ChannelId == channelId && s.EndedAt is null);

    private T Find<T>(Table<T> table, string kind, string arn)
        where T : class =>
        IdOf(kind, arn) is { } id && table.TryGet(id, out var row) ? row : throw IvsErrors.NotFound(arn);
}

/// <summary>The kinds of resources in IVS's ARNs.</summary>
internal static class IvsKinds
{
    public const string Channel = "channel";
    public const string StreamKey = "stream-key";
    public const string RecordingConfiguration = "recording-configuration";
    public const string PlaybackKey = "playback-key";
}
