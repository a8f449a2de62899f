using System.Diagnostics.CodeAnalysis;
using Onair.Emulator.State;

namespace Onair.Emulator.SystemsManager;

/// <summary>All parameters of the account.</summary>
internal sealed class ParameterStore(FileStore files, EmulatorOptions options, TimeProvider time)
{
    /// <summary>Held while a decision and its write are one step.</summary>
    public Lock Gate { get; } = new();

    public Table<Parameter> Parameters { get; } = new(files, "ssm-parameters", SystemsManagerJson.Default.Parameter, p => p.Name);

    public DateTimeOffset Now => time.GetUtcNow();

    private string ArnPrefix => $"arn:aws:ssm:{options.Region}:{options.AccountId}:parameter";

    /// <summary>A hierarchy's name begins with the slash that otherwise joins the name to the ARN.</summary>
    public string Arn(string name) => ArnPrefix + (name.StartsWith('/') ? name : $"/{name}");

    /// <summary>The decrypted value, for a service that acts for the account; null when there is no such parameter.</summary>
    public string? ValueOf(string nameOrArn) => TryGet(nameOrArn, out var parameter) ? parameter.Value : null;

    /// <summary>By name or ARN, without version or label.</summary>
    public bool TryGet(string nameOrArn, [MaybeNullWhen(false)] out Parameter parameter)
    {
        if (!nameOrArn.StartsWith(ArnPrefix, StringComparison.Ordinal)) return Parameters.TryGet(nameOrArn, out parameter);
        var path = nameOrArn[ArnPrefix.Length..];
        return Parameters.TryGet(path, out parameter) || Parameters.TryGet(path.TrimStart('/'), out parameter);
    }
}
