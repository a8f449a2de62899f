using System.Text.Json.Serialization;

namespace Onair.Emulator.SecretsManager;

/// <summary>A secret with its labelled versions.</summary>
internal sealed record Secret
{
    public const string Current = "AWSCURRENT";

    public const string Previous = "AWSPREVIOUS";

    public required string Name { get; init; }

    /// <summary>Name and a random suffix: a secret created again under the same name has another ARN.</summary>
    public required string Arn { get; init; }

    public string? Description { get; init; }

    public string? KmsKeyId { get; init; }

    public IReadOnlyList<SecretVersion> Versions { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>When the deletion was asked for; null for a secret in use.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>When a secret marked for deletion goes.</summary>
    public DateTimeOffset? GoneAt { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    public SecretVersion? WithStage(string stage) => Versions.FirstOrDefault(v => v.Stages.Contains(stage));

    /// <summary>
    /// The secret with another version that takes its stages from the others. The version that loses AWSCURRENT becomes AWSPREVIOUS; one
    /// without a stage is gone.
    /// </summary>
    public Secret With(SecretVersion added)
    {
        var hadCurrent = added.Stages.Contains(Current) ? WithStage(Current) : null;
        var others = Versions.Select(v =>
        {
            IEnumerable<string> stages = v.Stages.Except(added.Stages);
            if (hadCurrent is not null) stages = v == hadCurrent ? stages.Append(Previous).Distinct() : stages.Except([Previous]);
            return v with { Stages = [.. stages] };
        });
        return this with { Versions = [.. others.Where(v => v.Stages.Count > 0), added] };
    }

    /// <summary>Never the values: a record in a message or a log must not reveal them.</summary>
    public override string ToString() => Arn;
}

/// <summary>One value of a secret.</summary>
/// <param name="Id">The caller's token.</param>
/// <param name="Text">SecretString; null for a binary one.</param>
/// <param name="Binary">SecretBinary in Base64; null for a text.</param>
/// <param name="Stages">Its labels.</param>
/// <param name="CreatedAt">When it was put.</param>
internal sealed record SecretVersion(string Id, string? Text, string? Binary, IReadOnlyList<string> Stages, DateTimeOffset CreatedAt)
{
    public bool HasSameValue(SecretVersion other) => Text == other.Text && Binary == other.Binary;

    /// <summary>Never the value.</summary>
    public override string ToString() => Id;
}

[JsonSerializable(typeof(Secret))]
internal sealed partial class SecretsManagerJson : JsonSerializerContext;
