using System.Text;
using k8s.Models;
using Onair.Api.LiveStreams;
using Onair.Kubernetes.Resources;
using Onair.Kubernetes.Secrets;
using Onair.Operator.LiveStreams.AwsResources;
using Onair.Operator.LiveStreams.Decisions;

namespace Onair.Operator.LiveStreams;

/// <summary>The user names and passwords of a pull input's sources live in Secrets. They are never part of a message.</summary>
internal sealed class SourceSecrets(SecretReader reader)
{
    /// <summary>Reads the Secret of each source.</summary>
    /// <returns>
    /// What is known of them, with what is wrong by field, Secret and key; and the credentials in the order of the spec, null for a source
    /// without. Complete only when nothing is wrong.
    /// </returns>
    public async Task<(SecretView View, IReadOnlyList<SourceCredentials?> Sources)> ReadAsync(
        LiveStream stream, CancellationToken cancellationToken)
    {
        var sources = new List<SourceCredentials?>();
        foreach (var source in stream.Spec.Input.Sources ?? [])
        {
            if (source.CredentialsSecretRef is not { } reference)
            {
                sources.Add(null);
                continue;
            }
            var field = $"spec.input.sources[{sources.Count}].credentialsSecretRef";
            var answer = await reader.ReadAsync(SecretUse.In(stream, reference.Name), cancellationToken);
            if (answer is SecretAnswer.Refused refused) return (SecretView.Unusable($"{field}: {refused.Message}", SecretLabel.Refused), sources);
            var (problem, credentials) = Of(answer.Secret, reference.Name);
            if (problem is not null) return (SecretView.Unusable($"{field}: {problem}", mayCome: true), sources);
            sources.Add(credentials);
        }
        return (new(SecretState.Known), sources);
    }

    /// <summary>The credentials in a Secret, or what is wrong with it.</summary>
    internal static (string? Problem, SourceCredentials? Credentials) Of(V1Secret? secret, string name)
    {
        if (secret is null) return ($"Secret \"{name}\" not found", null);
        if (Text(secret, "username") is not { } username) return ($"Secret \"{name}\" has no key \"username\"", null);
        return Text(secret, "password") is { } password
            ? (null, new(username, password))
            : ($"Secret \"{name}\" has no key \"password\"", null);
    }

    // A line end that an editor added is not part of the password.
    private static string? Text(V1Secret secret, string key) =>
        secret.GetData(key) is { Length: > 0 } bytes && Encoding.UTF8.GetString(bytes).TrimEnd('\r', '\n') is { Length: > 0 } text
            ? text
            : null;
}
