using System.Security.Cryptography;
using Onair.Emulator.State;

namespace Onair.Emulator.SecretsManager;

/// <summary>All secrets of the account.</summary>
internal sealed class SecretStore(FileStore files, EmulatorOptions options, TimeProvider time)
{
    private const string SuffixLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Held while a decision and its write are one step.</summary>
    public Lock Gate { get; } = new();

    public Table<Secret> Secrets { get; } = new(files, "secretsmanager-secrets", SecretsManagerJson.Default.Secret, s => s.Name);

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The name, a hyphen and six random characters.</summary>
    public string NewArn(string name) =>
        $"arn:aws:secretsmanager:{options.Region}:{options.AccountId}:secret:{name}-{RandomNumberGenerator.GetString(SuffixLetters, 6)}";

    /// <summary>By name, ARN or ARN without its suffix; null when there is none. A secret whose recovery window is over is removed here.</summary>
    public Secret? Find(string id)
    {
        var found = Secrets.TryGet(id, out var named)
            ? named
            : Secrets.Rows.FirstOrDefault(s => s.Arn == id || s.Arn[..^"-123456".Length] == id);
        if (found is not { GoneAt: { } gone } || gone > Now) return found;
        Secrets.Remove(found.Name);
        return null;
    }
}
