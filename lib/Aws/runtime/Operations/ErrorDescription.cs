using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Onair.Aws.Wire;

namespace Onair.Aws.Operations;

/// <summary>A declared error: its code on the wire, its exception, and the members it has besides the message.</summary>
internal abstract class ErrorDescription(string code)
{
    public string Code => code;

    /// <summary>Ties the exception a factory makes to the shape of its members.</summary>
    public static ErrorDescription Of<T>(string code, Func<string?, Exception?, ErrorType, string?, string?, HttpStatusCode, T> create, Func<Shape<T>> shape)
        where T : AmazonServiceException => new Typed<T>(code, create, shape);

    public abstract AmazonServiceException Create(
        ErrorResponse error, Exception? innerException, HttpStatusCode status, IWebResponseData response, ErrorBody body);

    private sealed class Typed<T>(
        string code, Func<string?, Exception?, ErrorType, string?, string?, HttpStatusCode, T> create, Func<Shape<T>> shape)
        : ErrorDescription(code)
        where T : AmazonServiceException
    {
        public override AmazonServiceException Create(
            ErrorResponse error, Exception? innerException, HttpStatusCode status, IWebResponseData response, ErrorBody body)
        {
            var exception = create(error.Message, innerException, error.Type, error.Code, error.RequestId, status);
            shape().ReadHead(response, exception);
            body.ReadInto(shape(), exception);
            return exception;
        }
    }
}
