using System.Text.Json.Serialization;

namespace Onair.Emulator.SystemsManager;

/// <summary>A parameter as of its latest version; earlier values are not kept.</summary>
internal sealed record Parameter
{
    public required string Name { get; init; }

    /// <summary>String, StringList or SecureString.</summary>
    public required string Type { get; init; }

    public required string Value { get; init; }

    /// <summary>What a SecureString reads as without decryption.</summary>
    public string Ciphertext { get; init; } = "";

    public required long Version { get; init; }

    public required string Tier { get; init; }

    public string Description { get; init; } = "";

    public string? AllowedPattern { get; init; }

    public DateTimeOffset ModifiedAt { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    [JsonIgnore]
    public bool IsSecret => Type == "SecureString";

    /// <summary>Never the value: a record in a message or a log must not reveal it.</summary>
    public override string ToString() => $"{Name}:{Version}";
}

[JsonSerializable(typeof(Parameter))]
internal sealed partial class SystemsManagerJson : JsonSerializerContext;
