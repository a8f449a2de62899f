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

    /// <summary>The scope names another region. S3 says which one it expects, so that clients can follow.</summary>
    public static AwsException WrongRegion(AwsSignature signature, string expected)
    {
        if (signature.Service != "s3") return For(signature.Service, AuthFailure.BadSignature, "Credential should be scoped to a valid region.");
        var (failure, what) = signature.Expires is null
            ? (AuthFailure.MalformedHeader, "The authorization header is malformed")
            : (AuthFailure.MalformedQuery, "Error parsing the X-Amz-Credential parameter");
        var (status, code) = S3(failure);
        return new AwsException(status, code, $"{what}; the region '{signature.Region}' is wrong; expecting '{expected}'")
        {
            Details = new Dictionary<string, string> { ["Region"] = expected },
        };
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
