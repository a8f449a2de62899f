using System.Text.Json.Nodes;
using Onair.Emulator.State;

namespace Onair.Emulator.SecretsManager;

/// <summary>A secret's values.</summary>
internal sealed class SecretValueOperations(SecretStore store)
{
    private const int MaxBytes = 65536;

    /// <summary>The version a request carries, with the stages it asks for; null when it carries no value.</summary>
    public static SecretVersion? Version(JsonObject input, DateTimeOffset now)
    {
        var (text, binary) = (input.Text("SecretString"), input.Text("SecretBinary"));
        if (text is null && binary is null) return null;
        if (text is not null && binary is not null)
            throw SecretErrors.InvalidParameter("You can't specify both a binary secret value and a string secret value in the same secret.");
        var decoded = new byte[MaxBytes];
        if (binary is not null && !Convert.TryFromBase64String(binary, decoded, out _))
            throw SecretErrors.InvalidParameter($"SecretBinary: must be Base64 of at most {MaxBytes} bytes");
        var stages = input.Texts("VersionStages");
        return new SecretVersion(
            input.Text("ClientRequestToken") ?? Guid.NewGuid().ToString(), text, binary, stages.Count > 0 ? stages : [Secret.Current], now);
    }

    public JsonObject Put(JsonObject input)
    {
        lock (store.Gate)
        {
            var secret = InUse(input);
            var version = Version(input, store.Now) ?? throw SecretErrors.InvalidRequest("You must provide either SecretString or SecretBinary.");
            if (secret.Versions.FirstOrDefault(v => v.Id == version.Id) is { } replayed)
            {
                if (!replayed.HasSameValue(version))
                    throw SecretErrors.Exists("You can't use ClientRequestToken because that value is already in use for a version of secret " + secret.Arn);
                return Answer(secret, replayed);
            }

            secret = store.Secrets.Put(secret.With(version) with { ChangedAt = store.Now });
            return Answer(secret, version);
        }
    }

    public JsonObject Get(JsonObject input)
    {
        var secret = InUse(input);
        var (id, stage) = (input.Text("VersionId"), input.Text("VersionStage"));
        if (id is null) stage ??= Secret.Current;
        var version = secret.Versions.FirstOrDefault(v => (id is null || v.Id == id) && (stage is null || v.Stages.Contains(stage)))
            ?? throw SecretErrors.NotFound(id is null ? $"secret value for staging label: {stage}" : $"secret value for VersionId: {id}");
        var answer = Answer(secret, version);
        answer["CreatedDate"] = version.CreatedAt.ToUnixTimeMilliseconds() / 1000m;
        if (version.Text is not null) answer["SecretString"] = version.Text;
        if (version.Binary is not null) answer["SecretBinary"] = version.Binary;
        return answer;
    }

    private static JsonObject Answer(Secret secret, SecretVersion version) => new()
    {
        ["ARN"] = secret.Arn,
        ["Name"] = secret.Name,
        ["VersionId"] = version.Id,
        ["VersionStages"] = version.Stages.ToJson(),
    };

    private Secret InUse(JsonObject input)
    {
        var secret = store.Find(input.Required("SecretId")) ?? throw SecretErrors.NotFound("secret");
        return secret.DeletedAt is null ? secret : throw SecretErrors.MarkedForDeletion();
    }
}
