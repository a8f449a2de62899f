using Amazon.Runtime;
using Amazon.Runtime.SharedInterfaces;
using Amazon.SecurityToken;
using Onair.Api.MediaProviders;
using Onair.Operator.ProviderAccess;

namespace Onair.Operator.AwsAccounts;

/// <summary>
/// Sessions of a role, each opened with the service account token before the previous one ends. The library does all of
/// it but calls STS in the process's own region; this calls STS in the provider's region.
/// </summary>
internal sealed class WebIdentityCredentials(AwsSpec aws, WebIdentitySpec identity, string tokenFile)
    : AssumeRoleWithWebIdentityCredentials(tokenFile, identity.RoleArn, identity.SessionName)
{
    // Where the chart mounts the token. IRSA mounts it elsewhere and sets the environment variable.
    private const string MountedToken = "/var/run/secrets/onair.dev/token";

    /// <summary>The file that the environment names, otherwise the mounted one.</summary>
    public static string TokenFile =>
        Environment.GetEnvironmentVariable(WebIdentityTokenFileEnvVariable) is { Length: > 0 } named ? named : MountedToken;

    /// <summary>Opens a session unless a valid one exists.</summary>
    /// <exception cref="CredentialsException">The token is missing, or STS refuses the role.</exception>
    public async Task VerifyAsync()
    {
        if (!File.Exists(WebIdentityTokenFile))
            throw new CredentialsException(
                $"spec.aws.webIdentity: no service account token at {WebIdentityTokenFile}; "
                + "the chart mounts one with operator.webIdentity.enabled");
        try
        {
            await GetCredentialsAsync();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new CredentialsException(
                $"spec.aws.webIdentity.roleArn: cannot assume \"{RoleArn}\": {(e.InnerException ?? e).Message}");
        }
    }

    protected override ICoreAmazonSTS CreateClient() =>
        new AmazonSecurityTokenServiceClient(
            new AnonymousAWSCredentials(), ClientSettings.For(aws, new AmazonSecurityTokenServiceConfig(), ClientSettings.ReadRetries));
}
