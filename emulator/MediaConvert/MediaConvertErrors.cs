using Onair.Emulator.Protocol;

namespace Onair.Emulator.MediaConvert;

/// <summary>MediaConvert's errors.</summary>
internal static class MediaConvertErrors
{
    public static OperationException BadRequest(string message) => new("BadRequestException", message);

    public static OperationException BadRequest(IReadOnlyCollection<Violation> violations) => Violation.ToException("BadRequestException", violations);

    public static OperationException Conflict(string message) => new("ConflictException", message);

    /// <param name="kind">As in AWS's messages, e.g. <c>job template</c>.</param>
    /// <param name="member">Name of the ARN in them, e.g. <c>jobTemplateArn</c>.</param>
    /// <param name="arn">What was asked for.</param>
    public static OperationException NotFound(string kind, string member, string arn) =>
        new("NotFoundException", $"The specified {kind} was not found: {member}={arn}.");
}
