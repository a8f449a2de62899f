using System.Text.Json.Nodes;
using Onair.Emulator.MediaPackage;
using Onair.Emulator.Protocol;

namespace Onair.Emulator.SecretsManager;

/// <summary>AWS Secrets Manager.</summary>
internal sealed class SecretsManagerService(SecretOperations secrets, SecretValueOperations values) : IAwsService
{
    /// <inheritdoc/>
    public string Service => "secretsmanager";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Func<JsonObject, JsonObject>> Handlers { get; } = new Dictionary<string, Func<JsonObject, JsonObject>>
    {
        ["CreateSecret"] = secrets.Create,
        ["DescribeSecret"] = secrets.Describe,
        ["DeleteSecret"] = secrets.Delete,
        ["GetSecretValue"] = values.Get,
        ["PutSecretValue"] = values.Put,
    };
}

/// <summary>Secrets Manager's parts.</summary>
internal static class SecretsManagerComposition
{
    public static IServiceCollection AddSecretsManager(this IServiceCollection services) => services
        .AddSingleton<SecretStore>()
        .AddSingleton<SecretOperations>()
        .AddSingleton<SecretValueOperations>()
        .AddSingleton<ICdnIdentifiers, CdnIdentifiers>()
        .AddSingleton<IAwsService, SecretsManagerService>();
}
