using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace Onair.Emulator.Auth;

/// <summary>The account's own key and the sessions that STS issued, which outlive a restart.</summary>
internal sealed class AwsCredentialStore
{
    // An expired session is remembered for a while, so that its user gets ExpiredToken, not an unknown-key error.
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, AwsCredential> _sessions = new(StringComparer.Ordinal);
    private readonly string _directory;
    private readonly TimeProvider _time;

    public AwsCredentialStore(IOptions<AwsAuthOptions> options, TimeProvider time)
    {
        var o = options.Value;
        _time = time;
        Account = new AwsCredential(
            o.AccessKeyId, o.SecretAccessKey, null, null, o.AccountId, $"arn:aws:iam::{o.AccountId}:user/{o.AccessKeyId}",
            AwsIds.Of("AIDA", o.AccessKeyId));
        _directory = Path.GetFullPath(Path.Combine(o.DataDirectory, "sts"));
        Directory.CreateDirectory(_directory);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Load();
    }

    /// <summary>The long-lived key of the account.</summary>
    public AwsCredential Account { get; }

    /// <summary>The credential of an access key, expired or not; null when unknown.</summary>
    public AwsCredential? Find(string accessKeyId) =>
        accessKeyId == Account.AccessKeyId ? Account : _sessions.GetValueOrDefault(accessKeyId);

    /// <summary>Opens a session.</summary>
    /// <param name="roleArn">The role of a role's session.</param>
    /// <param name="policy">The session policy.</param>
    public AwsCredential Issue(
        string accountId, string arn, string userId, TimeSpan duration, string? roleArn = null, string? policy = null)
    {
        foreach (var old in _sessions.Values.Where(Forgotten)) Forget(old);

        var now = _time.GetUtcNow();
        var session = new AwsCredential(
            "ASIA" + AwsIds.Random(16), Convert.ToBase64String(RandomNumberGenerator.GetBytes(30)),
            Convert.ToBase64String(RandomNumberGenerator.GetBytes(96)), now + duration,
            accountId, arn, userId)
        {
            Issued = now,
            RoleArn = roleArn,
            SessionPolicy = policy,
        };
        var path = FileOf(session);
        File.WriteAllBytes(
            path + ".tmp", JsonSerializer.SerializeToUtf8Bytes(session, AwsCredentialJson.Default.AwsCredential));
        File.Move(path + ".tmp", path, overwrite: true);
        _sessions[session.AccessKeyId] = session;
        return session;
    }

    private void Load()
    {
        foreach (var abandoned in Directory.EnumerateFiles(_directory, "*.tmp")) File.Delete(abandoned);
        foreach (var file in Directory.EnumerateFiles(_directory, "*.json"))
        {
            var session = JsonSerializer.Deserialize(File.ReadAllBytes(file), AwsCredentialJson.Default.AwsCredential)!;
            _sessions[session.AccessKeyId] = session;
            if (Forgotten(session)) Forget(session);
        }
    }

    private bool Forgotten(AwsCredential session) => session.Expiration + Remembered < _time.GetUtcNow();

    private void Forget(AwsCredential session)
    {
        _sessions.TryRemove(session.AccessKeyId, out _);
        File.Delete(FileOf(session));
    }

    private string FileOf(AwsCredential session) => Path.Combine(_directory, session.AccessKeyId + ".json");
}

[JsonSerializable(typeof(AwsCredential))]
internal sealed partial class AwsCredentialJson : JsonSerializerContext;
