using System.Globalization;
using System.Security.Cryptography;
using Onair.Emulator.State;

namespace Onair.Emulator.MediaLive;

/// <summary>All MediaLive resources of the account.</summary>
internal sealed class MediaLiveAccount(FileStore files, EmulatorOptions options, TimeProvider time)
{
    /// <summary>How long a deleted resource is described as DELETED, in AWS seconds; AWS documents no figure.</summary>
    private const double DeletedSeconds = 3600;

    /// <summary>Held while a decision and its write are one step.</summary>
    public Lock Gate { get; } = new();

    public EmulatorOptions Options { get; } = options;

    public Table<SecurityGroup> SecurityGroups { get; } =
        new(files, "medialive-security-groups", MediaLiveJson.Default.SecurityGroup, g => g.Id);

    public Table<Input> Inputs { get; } = new(files, "medialive-inputs", MediaLiveJson.Default.Input, i => i.Id);

    public Table<Channel> Channels { get; } = new(files, "medialive-channels", MediaLiveJson.Default.Channel, c => c.Id);

    public IReadOnlyList<SecurityGroup> LiveSecurityGroups => [.. SecurityGroups.Rows.Where(g => g.Phase != Phase.Deleted)];

    public IReadOnlyList<Input> LiveInputs => [.. Inputs.Rows.Where(i => i.Phase != Phase.Deleted)];

    public IReadOnlyList<Channel> LiveChannels => [.. Channels.Rows.Where(c => c.State != ChannelState.Deleted)];

    /// <summary>The moment a number of AWS seconds from now.</summary>
    public DateTimeOffset In(double seconds) => time.GetUtcNow() + Options.Delay(seconds);

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>When a resource that is DELETED from now on is forgotten.</summary>
    public DateTimeOffset Forgotten() => In(DeletedSeconds);

    public string Arn(string kind, string id) => $"arn:aws:medialive:{Options.Region}:{Options.AccountId}:{kind}:{id}";

    /// <summary>An unused id of seven digits, like AWS's.</summary>
    public string NewId()
    {
        while (true)
        {
            var id = RandomNumberGenerator.GetInt32(1_000_000, 10_000_000).ToString(CultureInfo.InvariantCulture);
            if (!SecurityGroups.TryGet(id, out _) && !Inputs.TryGet(id, out _) && !Channels.TryGet(id, out _)) return id;
        }
    }

    public SecurityGroup SecurityGroup(string id) =>
        SecurityGroups.TryGet(id, out var row) ? row : throw MediaLiveErrors.NotFound("Input security group", id);

    public Input Input(string id) => Inputs.TryGet(id, out var row) ? row : throw MediaLiveErrors.NotFound("Input", id);

    public Channel Channel(string id) => Channels.TryGet(id, out var row) ? row : throw MediaLiveErrors.NotFound("Channel", id);

    /// <summary>The channels an input is attached to.</summary>
    public IEnumerable<Channel> ChannelsOf(string inputId) => LiveChannels.Where(c => c.InputIds.Contains(inputId));

    /// <summary>The inputs a security group protects.</summary>
    public IEnumerable<Input> InputsOf(string groupId) => LiveInputs.Where(i => i.SecurityGroups.Contains(groupId));
}
