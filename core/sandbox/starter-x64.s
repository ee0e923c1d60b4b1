# Linux, x86-64. See starter.ts.
.intel_syntax noprefix
.globl _start
_start:
    xor edi, edi
    mov rax, [rsp]                  # number of words
    cmp eax, 2
    jb exit                         # nothing to start
    mov r12, [rsp + 16]             # the report's path
    lea r13, [rsp + rax*8 + 16]     # the environment
    lea r15, [rsp + 24]             # candidates
    mov r14, r15
command:                            # stands behind the empty word
    mov rax, [r14]
    add r14, 8
    cmp byte ptr [rax], 0
    jne command
    xor ebx, ebx                    # number of the candidate
    xor r9d, r9d                    # number of the one to blame
    mov ebp, 2                      # the error: ENOENT
next:
    mov rdi, [r15]
    cmp byte ptr [rdi], 0
    je fail
    mov rsi, r14
    mov rdx, r13
    mov eax, 59                     # execve
    syscall
    neg eax
    cmp eax, 2                      # ENOENT
    je absent
    cmp eax, 20                     # ENOTDIR
    je advance
    mov ebp, eax
    mov r9d, ebx
    cmp eax, 13                     # EACCES
    jne fail
advance:
    add r15, 8
    inc ebx
    jmp next
absent:
    mov rdi, [r15]
    xor esi, esi
    mov eax, 21                     # access
    syscall
    test eax, eax
    jnz advance
    mov ebp, 255
    mov r9d, ebx
fail:
    shl r9d, 8
    or r9d, ebp
    push r9
    mov rdi, r12
    mov esi, 1                      # O_WRONLY
    mov eax, 2                      # open
    syscall
    mov edi, eax
    mov rsi, rsp
    mov edx, 2
    mov eax, 1                      # write
    syscall
    mov edi, 126
    cmp ebp, 2
    jne exit
    inc edi
exit:
    mov eax, 231                    # exit_group
    syscall
