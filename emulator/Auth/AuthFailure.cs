namespace Onair.Emulator.Auth;

/// <summary>Why a signed request is refused.</summary>
internal enum AuthFailure
{
    MalformedHeader,
    MalformedQuery,
    UnknownKey,
    BadSignature,
    Skewed,
    Expired,
    ExpiredToken,
    InvalidToken,
    UnsignedHeaders,
}

/// <summary>The services' names for the same failure.</summary>
internal static class AuthErrors
{
    /// <summary>The error as the service itself would give it.</summary>
    public static AwsException For(string service, AuthFailure failure, string message)
    {
        var (status, code) = service switch
        {
            "s3" => S3(failure),
            "sts" or "cloudfront" or "iam" => Query(failure),
            _ => Json(failure),
        };
        return new AwsException(status, code, message);
    }

    private static (int Status, string Code) S3(AuthFailure failure) => failure switch
    {
        AuthFailure.MalformedHeader => (400, "AuthorizationHeaderMalformed"),
        AuthFailure.MalformedQuery => (400, "AuthorizationQueryParametersError"),
        AuthFailure.UnknownKey => (403, "InvalidAccessKeyId"),
        AuthFailure.BadSignature => (403, "SignatureDoesNotMatch"),
        AuthFailure.Skewed => (403, "RequestTimeTooSkewed"),
        AuthFailure.ExpiredToken => (400, "ExpiredToken"),
        AuthFailure.InvalidToken => (400, "InvalidToken"),
        _ => (403, "AccessDenied"),
    };

    private static (int Status, string Code) Query(AuthFailure failure) => failure switch
    {
        AuthFailure.MalformedHeader or AuthFailure.MalformedQuery => (400, "IncompleteSignature"),
        AuthFailure.UnknownKey or AuthFailure.InvalidToken => (403, "InvalidClientTokenId"),
        AuthFailure.ExpiredToken => (403, "ExpiredToken"),
        _ => (403, "SignatureDoesNotMatch"),
    };

    private static (int Status, string Code) Json(AuthFailure failure) => failure switch
    {
        AuthFailure.MalformedHeader or AuthFailure.MalformedQuery => (400, "IncompleteSignatureException"),
        AuthFailure.UnknownKey or AuthFailure.InvalidToken => (403, "UnrecognizedClientException"),
        AuthFailure.ExpiredToken => (403, "ExpiredTokenException"),
        _ => (403, "InvalidSignatureException"),
    };
}
