using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Onair.Api.MediaProviders;
using Onair.Kubernetes.Secrets;
using Onair.Operator.AwsAccounts;
using Onair.Operator.ProviderAccess;
using Onair.Tests.Unit.Kubernetes;
using Onair.Tests.Unit.Kubernetes.Secrets;

namespace Onair.Tests.Unit.Operator.AwsAccounts;

/// <summary>What a provider keeps in Secrets, and how it says what is wrong with them.</summary>
public sealed class ProviderSecretsTests
{
    private const string CdnRule = "must be 8 to 128 letters, digits, hyphens or underscores";

    [Fact]
    public async Task Keys_and_identifier_are_read_and_their_version_is_that_of_both_Secrets()
    {
        using var server = new ScriptedServer()
            .Answer(Secret("7", ("accessKeyId", "id"), ("secretAccessKey", "key\n")))
            .Answer(Secret("9", ("cdnIdentifier", "identifier-1")));

        var secrets = await ReadAsync(server);

        var keys = await secrets.Credentials!.GetCredentialsAsync();
        (keys.AccessKey, keys.SecretKey, keys.Token).ShouldBe(("id", "key", ""));
        secrets.CdnIdentifier.ShouldBe("identifier-1");
        secrets.Version.ShouldBe("7/9");
        $"{secrets}".ShouldNotContain("identifier-1");
    }

    public static TheoryData<string?, string?, string> Problems => new()
    {
        { null, null, "spec.aws.credentialsSecretRef: Secret \"media/keys\" not found" },
        { Secret("1", ("accessKeyId", "id")), null, "spec.aws.credentialsSecretRef: Secret \"media/keys\" must have the keys accessKeyId and secretAccessKey" },
        { Good, null, "spec.aws.cdnAuthorization.secretRef: Secret \"media/cdn\" not found" },
        { Good, Secret("1", ("other", "x")), "spec.aws.cdnAuthorization.secretRef: Secret \"media/cdn\" has no key \"cdnIdentifier\"" },
        { Good, Secret("1", ("cdnIdentifier", "short")), $"spec.aws.cdnAuthorization.secretRef: the value of \"cdnIdentifier\" in Secret \"media/cdn\" {CdnRule}" },
        { Good, Secret("1", ("cdnIdentifier", "has spaces in it")), $"spec.aws.cdnAuthorization.secretRef: the value of \"cdnIdentifier\" in Secret \"media/cdn\" {CdnRule}" },
    };

    [Theory]
    [MemberData(nameof(Problems))]
    public async Task Reports_a_wrong_Secret_by_field_and_name_and_never_by_value(string? keys, string? cdn, string message)
    {
        using var server = new ScriptedServer();
        foreach (var answer in new[] { keys, cdn })
        {
            if (answer is null) server.Answer("""{"kind":"Status","reason":"NotFound"}""", HttpStatusCode.NotFound);
            else server.Answer(answer);
        }

        (await Should.ThrowAsync<CredentialsException>(ReadAsync(server))).Message.ShouldBe(message);
    }

    [Fact]
    public async Task A_Secret_that_may_not_be_read_is_named()
    {
        using var server = new ScriptedServer().Answer("""{"kind":"Status","reason":"Forbidden"}""", HttpStatusCode.Forbidden);

        (await Should.ThrowAsync<CredentialsException>(ReadAsync(server))).Message
            .ShouldBe("spec.aws.credentialsSecretRef: the operator may not read Secret \"media/keys\"");
    }

    [Fact]
    public async Task A_Secret_without_the_label_is_refused_with_the_command()
    {
        using var server = new ScriptedServer().Answer(Labeled("no", "1", ("accessKeyId", "id"), ("secretAccessKey", "key")));

        var error = await Should.ThrowAsync<CredentialsException>(ReadAsync(server));

        (error.Reason, error.Message).ShouldBe((
            "SecretNotReadable",
            "spec.aws.credentialsSecretRef: Secret \"media/keys\" does not have the label onair.dev/readable=true, so Onair does not read it. "
            + "Run \"kubectl label secret -n media keys onair.dev/readable=true\""));
    }

    private static string Good => Secret("1", ("accessKeyId", "id"), ("secretAccessKey", "key"));

    private static Task<ProviderSecrets> ReadAsync(ScriptedServer server) => ProviderSecrets.ReadAsync(
        server.Client(TimeProvider.System).Reader(),
        new MediaProvider { Metadata = new() { Name = "aws" } },
        new AwsSpec
        {
            CredentialsSecretRef = new() { Namespace = "media", Name = "keys" },
            CdnAuthorization = new() { SecretRef = new() { Namespace = "media", Name = "cdn" } },
        },
        CancellationToken.None);

    private static string Secret(string version, params (string Key, string Value)[] data) => Labeled("true", version, data);

    private static string Labeled(string label, string version, params (string Key, string Value)[] data)
    {
        var entries = new JsonObject();
        foreach (var (key, value) in data) entries[key] = Convert.ToBase64String(Encoding.UTF8.GetBytes(value));
        var name = data.Any(d => d.Key.Contains("Key", StringComparison.Ordinal)) ? "keys" : "cdn";
        return new JsonObject
        {
            ["kind"] = "Secret",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "media", ["resourceVersion"] = version, ["labels"] = new JsonObject { [SecretLabel.Name] = label } },
            ["data"] = entries,
        }.ToJsonString();
    }
}
