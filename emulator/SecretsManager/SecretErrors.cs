using Onair.Emulator.Protocol;

namespace Onair.Emulator.SecretsManager;

/// <summary>Secrets Manager's errors.</summary>
internal static class SecretErrors
{
    public static OperationException NotFound(string what) =>
        new("ResourceNotFoundException", $"Secrets Manager can't find the specified {what}.");

    public static OperationException InvalidParameter(string message) => new("InvalidParameterException", message);

    public static OperationException InvalidRequest(string message) => new("InvalidRequestException", message);

    public static OperationException Exists(string message) => new("ResourceExistsException", message);

    public static OperationException MarkedForDeletion() =>
        InvalidRequest("You can't perform this operation on the secret because it was marked for deletion.");
}
