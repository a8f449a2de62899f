using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Onair.Emulator.State;

namespace Onair.Emulator.SecretsManager;

/// <summary>The lifecycle of secrets.</summary>
internal sealed partial class SecretOperations(SecretStore store)
{
    private const int MaxTags = 50;

    public JsonObject Create(JsonObject input)
    {
        var name = input.Required("Name");
        if (!Name().IsMatch(name)) throw SecretErrors.InvalidParameter($"Name: value '{name}' may hold only letters, digits and the symbols /_+=.@-");
        foreach (var member in (string[])["AddReplicaRegions", "Type"])
            if (input[member] is not null) throw SecretErrors.InvalidParameter($"{member}: is not emulated");
        var version = SecretValueOperations.Version(input, store.Now);
        lock (store.Gate)
        {
            if (store.Find(name) is { } existing) return Replay(existing, version);
            var secret = store.Secrets.Put(new Secret
            {
                Name = name,
                Arn = store.NewArn(name),
                Description = input.Text("Description"),
                KmsKeyId = input.Text("KmsKeyId"),
                Versions = version is null ? [] : [version],
                CreatedAt = store.Now,
                ChangedAt = store.Now,
                Tags = Tags(input),
            });
            return Answer(secret, version);
        }
    }

    public JsonObject Describe(JsonObject input)
    {
        var secret = Existing(input);
        var document = new JsonObject
        {
            ["ARN"] = secret.Arn,
            ["Name"] = secret.Name,
            ["CreatedDate"] = Seconds(secret.CreatedAt),
            ["LastChangedDate"] = Seconds(secret.ChangedAt),
            ["Tags"] = new JsonArray([.. secret.Tags.OrderBy(t => t.Key, StringComparer.Ordinal)
                .Select(t => new JsonObject { ["Key"] = t.Key, ["Value"] = t.Value })]),
            ["VersionIdsToStages"] = new JsonObject(secret.Versions.Select(v => KeyValuePair.Create(v.Id, (JsonNode?)v.Stages.ToJson()))),
        };
        if (secret.Description is { } description) document["Description"] = description;
        if (secret.KmsKeyId is { } key) document["KmsKeyId"] = key;
        if (secret.DeletedAt is { } deleted) document["DeletedDate"] = Seconds(deleted);
        return document;
    }

    public JsonObject Delete(JsonObject input)
    {
        var (force, days) = (input.Flag("ForceDeleteWithoutRecovery"), input.Number("RecoveryWindowInDays"));
        if (force && days is not null)
            throw SecretErrors.InvalidParameter("You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
        if (days is < 7 or > 30) throw SecretErrors.InvalidParameter($"RecoveryWindowInDays: value {days} must be between 7 and 30 days (inclusive).");
        lock (store.Gate)
        {
            if (store.Find(input.Required("SecretId")) is not { } secret)
            {
                // With ForceDeleteWithoutRecovery, deleting a secret that does not exist succeeds.
                if (!force) throw SecretErrors.NotFound("secret");
                return new JsonObject { ["Name"] = input.Required("SecretId"), ["DeletionDate"] = Seconds(store.Now) };
            }

            if (force) store.Secrets.Remove(secret.Name);
            else if (secret.DeletedAt is not null) throw SecretErrors.MarkedForDeletion();
            else secret = store.Secrets.Put(secret with { DeletedAt = store.Now, GoneAt = store.Now.AddDays(days ?? 30) });
            return new JsonObject { ["ARN"] = secret.Arn, ["Name"] = secret.Name, ["DeletionDate"] = Seconds(force ? store.Now : secret.GoneAt!.Value) };
        }
    }

    private static decimal Seconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000m;

    private static JsonObject Answer(Secret secret, SecretVersion? version)
    {
        var answer = new JsonObject { ["ARN"] = secret.Arn, ["Name"] = secret.Name };
        if (version is not null) answer["VersionId"] = version.Id;
        return answer;
    }

    /// <summary>The same token with the same value is a repeated request.</summary>
    private static JsonObject Replay(Secret existing, SecretVersion? version)
    {
        if (existing.DeletedAt is not null)
            throw SecretErrors.InvalidRequest("You can't create this secret because a secret with this name is already scheduled for deletion.");
        if (version is not null && existing.Versions.FirstOrDefault(v => v.Id == version.Id) is { } made && made.HasSameValue(version))
            return Answer(existing, made);
        throw SecretErrors.Exists($"The operation failed because the secret {existing.Name} already exists.");
    }

    private static Dictionary<string, string> Tags(JsonObject input)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in input.Items("Tags")) tags[tag.Text("Key") ?? throw SecretErrors.InvalidParameter("Tags: Key is required")] = tag.Text("Value") ?? "";
        return tags.Count <= MaxTags ? tags : throw SecretErrors.InvalidParameter($"Tags: count {tags.Count} must be less than or equal to {MaxTags}");
    }

    private Secret Existing(JsonObject input) => store.Find(input.Required("SecretId")) ?? throw SecretErrors.NotFound("secret");

    [GeneratedRegex(@"^[a-zA-Z0-9/_+=.@\-!]+\z")]
    private static partial Regex Name();
}
